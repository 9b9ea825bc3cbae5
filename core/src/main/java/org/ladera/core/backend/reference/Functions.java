package org.ladera.core.backend.reference;

/** Functions of one or two numbers that {@link StrictMath} lacks, or has by another rule. */
final class Functions {
  private Functions() {}

  /** As IEEE 754 section 9.2.1: 1 to any power is 1, and -1 to an infinite one is 1. */
  static double pow(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return StrictMath.pow(base, exponent);
  }

  /**
   * 1 / (1 + e^-x), by whichever form has no large exponential, so that tiny results keep digits.
   */
  static double sigmoid(double x) {
    if (x < 0) {
      double exponential = StrictMath.exp(x);
      return exponential / (1 + exponential);
    }
    return 1 / (1 + StrictMath.exp(-x));
  }
}
