package org.ladera.benchmarks.contest;

import java.util.Locale;
import org.ladera.benchmarks.engine.LackingException;

/** How far results of two engines are apart. */
public final class Difference {
  /** An entry that is smaller than this share of the largest counts as if it were not. */
  private static final double SMALL = 0.01;

  private Difference() {}

  /**
   * {@return the largest difference of an entry, relative to the entry, or to a hundredth of the
   * largest if that is more}
   *
   * @param values of one engine
   * @param expected of the other
   * @param tolerance what rounding explains
   * @throws LackingException if it is larger, or there are not as many
   */
  public static double of(float[] values, float[] expected, double tolerance)
      throws LackingException {
    if (values.length != expected.length) {
      throw new LackingException(
          "computes something else: "
              + values.length
              + " numbers, where Ladera has "
              + expected.length);
    }
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    double difference = 0;
    int worst = 0;
    for (int i = 0; i < values.length; i++) {
      double here = relative(values[i], expected[i], SMALL * largest);
      if (here > difference) {
        difference = here;
        worst = i;
      }
    }
    if (difference > tolerance) {
      throw new LackingException(
          String.format(
              Locale.ROOT,
              "computes something else: %.7g at %d, where Ladera has %.7g",
              values[worst],
              worst,
              expected[worst]));
    }
    return difference;
  }

  private static double relative(double value, double expected, double least) {
    if (value == expected || (Double.isNaN(value) && Double.isNaN(expected))) {
      return 0;
    }
    double here = Math.abs(value - expected) / Math.max(Math.abs(expected), least);
    return Double.isNaN(here) ? Double.POSITIVE_INFINITY : here;
  }
}
