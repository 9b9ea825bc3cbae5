package org.ladera.core.function;

/**
 * The unevaluated sum of two numbers, some 105 bits. Sums, products and quotients are those of T.
 * J. Dekker, A floating-point technique for extending the available precision, Numerische
 * Mathematik 18 (1971), 224-242, but that products are exact by a fused multiply-add.
 *
 * @param high the sum, rounded
 * @param low what is left
 */
record DoubleDouble(double high, double low) {
  /** a / b. */
  static DoubleDouble quotient(double a, double b) {
    double high = a / b;
    return new DoubleDouble(high, Math.fma(-high, b, a) / b);
  }

  private static DoubleDouble normal(double high, double low) {
    double sum = high + low;
    return new DoubleDouble(sum, high - sum + low);
  }

  DoubleDouble plus(DoubleDouble other) {
    double sum = high + other.high;
    double part = sum - high;
    double rest = (high - (sum - part)) + (other.high - part);
    return normal(sum, rest + (low + other.low));
  }

  DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double rest = Math.fma(high, other.high, -product);
    return normal(product, rest + (high * other.low + low * other.high));
  }

  /** Of a positive number, by one step of Newton's method. */
  DoubleDouble squareRoot() {
    double root = Math.sqrt(high);
    return normal(root, (Math.fma(-root, root, high) + low) / (2 * root));
  }
}
