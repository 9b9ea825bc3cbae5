package org.ladera.benchmarks.steps;

import java.util.Arrays;

/** The middle of some numbers. */
final class Medians {
  private Medians() {}

  /** {@return the middle of some numbers, of an even count the mean of the two in the middle} */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** {@return the least of some numbers} */
  static double least(double... values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
