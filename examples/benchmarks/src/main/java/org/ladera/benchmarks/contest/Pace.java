package org.ladera.benchmarks.contest;

/**
 * How long each part of a contest takes.
 *
 * @param settleSeconds how long to wait at most for code that is compiled in the background
 * @param warmSeconds how long steps are done before anything is timed
 * @param pilot how long a setting is tried
 * @param rewarmSeconds how long steps are done before a round
 * @param round how long a round is
 * @param rounds how many rounds there are
 */
public record Pace(
    double settleSeconds,
    double warmSeconds,
    Span pilot,
    double rewarmSeconds,
    Span round,
    int rounds) {
  /** To start a process, to make work ready, and to compare results: roughly. */
  private static final double START_SECONDS = 2;

  /** A part may take long, and is timed as often at least. */
  private static final int LEAST_PARTS = 3;

  /** Checks the numbers. */
  public Pace {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds: at least 1 is needed, got " + rounds);
    }
    if (!(round.seconds() > 0)) {
      throw new IllegalArgumentException(
          "--seconds: a round takes more than 0 seconds, got " + round.seconds());
    }
  }

  /**
   * What is timed at once.
   *
   * @param seconds at least
   * @param steps at least
   */
  public record Span(double seconds, int steps) {}

  /**
   * {@return that of whole training steps, which are warm after what vector code takes}
   *
   * @param rounds how many rounds of a second there are
   */
  public static Pace ofSteps(int rounds) {
    return new Pace(0, 8, new Span(1, 5), 0.1, new Span(1, 200), rounds);
  }

  /**
   * {@return that of parts of a step, whose processes stay from one work to the next}
   *
   * @param settleSeconds how long to wait at most for code that is compiled in the background
   * @param warmSeconds how long steps are done before anything is timed
   * @param pilotSeconds how long a setting is tried
   * @param roundSeconds how long a round is
   * @param rounds how many rounds there are
   */
  public static Pace ofParts(
      double settleSeconds,
      double warmSeconds,
      double pilotSeconds,
      double roundSeconds,
      int rounds) {
    Span pilot = new Span(pilotSeconds, LEAST_PARTS);
    Span round = new Span(roundSeconds, LEAST_PARTS);
    return new Pace(settleSeconds, warmSeconds, pilot, 0.02, round, rounds);
  }

  /**
   * {@return how many seconds this takes, if no step is longer than the least times}
   *
   * @param starts how many processes start
   * @param pilots how many settings are tried
   * @param entrants how many play rounds
   */
  public double seconds(int starts, int pilots, int entrants) {
    return starts * START_SECONDS
        + pilots * (warmSeconds + pilot.seconds())
        + entrants * rounds * (rewarmSeconds + round.seconds());
  }
}
