package org.ladera.core.program.function;

/** Errors of float32 results. */
final class Ulps {
  private Ulps() {}

  /** How far a result is from the exact one, in units in the last place of that. */
  static double between(double exact, float result) {
    if (Double.isNaN(exact) || Double.isInfinite(exact)) {
      return Double.compare(exact, result) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Float.isNaN(result)) {
      return Double.POSITIVE_INFINITY;
    }
    // An infinite result is that of 2^128, the number that it stands in for when one is rounded.
    double given = Float.isInfinite(result) ? Math.copySign(0x1p128, result) : result;
    if (Math.abs(exact) >= 0x1p128 && Float.isInfinite(result)) {
      return exact * result > 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    int exponent = Math.clamp(Math.getExponent(exact), Float.MIN_EXPONENT, Float.MAX_EXPONENT);
    return Math.abs(given - exact) * Math.scalb(1.0, 23 - exponent);
  }
}
