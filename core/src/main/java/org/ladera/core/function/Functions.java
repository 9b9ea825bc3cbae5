package org.ladera.core.function;

/** Functions of one or two numbers that {@link StrictMath} lacks, or has by another rule. */
public final class Functions {
  private Functions() {}

  /**
   * {@return base to the power of exponent, as IEEE 754 section 9.2.1 has it: 1 to any power is 1,
   * and -1 to an infinite one is 1; within 0.505 units in the last place}
   *
   * @param base any number
   * @param exponent any number
   */
  public static double pow(double base, double exponent) {
    return PowerFunction.of(base, exponent);
  }

  /**
   * {@return 1 / (1 + e^-x), by whichever form has no large exponential, so that tiny results keep
   * digits}
   *
   * @param x any number
   */
  public static double sigmoid(double x) {
    if (x < 0) {
      double exponential = StrictMath.exp(x);
      return exponential / (1 + exponential);
    }
    return 1 / (1 + StrictMath.exp(-x));
  }
}
