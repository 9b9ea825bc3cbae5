package org.ladera.autograd.fuzz;

import org.ladera.core.type.DType;

/** Rounding to a floating type, and what its units in the last place are. */
final class Rounding {
  private Rounding() {}

  /** The nearest number of the type, which keeps order. */
  static double round(double x, DType dtype) {
    return dtype == DType.FLOAT32 ? (float) x : x;
  }

  /** Half a unit in the last place, relative to the number. */
  static double unit(DType dtype) {
    return dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }

  /** The smallest number above zero. */
  static double smallest(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
  }

  /** The largest finite number. */
  static double largest(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  /** A number some units in the last place, and something absolute, below. */
  static double below(double x, double ulps, double absolute, DType dtype) {
    return Double.isInfinite(x) ? x : round(x - distance(x, ulps, absolute, dtype), dtype);
  }

  /** A number some units in the last place, and something absolute, above. */
  static double above(double x, double ulps, double absolute, DType dtype) {
    return Double.isInfinite(x) ? x : round(x + distance(x, ulps, absolute, dtype), dtype);
  }

  private static double distance(double x, double ulps, double absolute, DType dtype) {
    return ulps * (2 * unit(dtype) * Math.abs(x) + smallest(dtype)) + absolute;
  }
}
