package org.ladera.benchmarks.report;

import java.util.Arrays;

/** The middle of some numbers. */
public final class Medians {
  private Medians() {}

  /** {@return the middle of some numbers, of an even count the mean of the two in the middle} */
  public static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** {@return the least of some numbers} */
  public static double least(double... values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
