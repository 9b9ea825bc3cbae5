package org.ladera.benchmarks.contest;

/**
 * How long each part of a contest takes.
 *
 * @param settleSeconds how long to wait at most for code that is compiled in the background
 * @param warmSeconds how long steps are done before anything is timed
 * @param pilotSeconds how long a setting is tried
 * @param roundSeconds how long a round is at least
 * @param rounds how many rounds there are
 */
public record Pace(
    double settleSeconds,
    double warmSeconds,
    double pilotSeconds,
    double roundSeconds,
    int rounds) {
  /** Checks the numbers. */
  public Pace {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds: at least 1 is needed, got " + rounds);
    }
    if (!(roundSeconds > 0)) {
      throw new IllegalArgumentException(
          "--seconds: a round takes more than 0 seconds, got " + roundSeconds);
    }
  }
}
