package org.ladera.core.backend.cpu.vector;

/** What code over scalars calls where the JDK has no such method. */
final class Scalars {
  private Scalars() {}

  static float floor(float x) {
    return (float) Math.floor(x);
  }

  static double floor(double x) {
    return Math.floor(x);
  }

  static float round(float x) {
    return (float) Math.rint(x);
  }

  static double round(double x) {
    return Math.rint(x);
  }

  static float sqrt(float x) {
    // The square root of a float32 number, rounded to float64 and then to float32, is correctly
    // rounded (Figueroa, When is double rounding innocuous?, SIGNUM Newsletter 30(3), 1995).
    return (float) Math.sqrt(x);
  }

  static double sqrt(double x) {
    return Math.sqrt(x);
  }

  static float sign(float x) {
    return Math.signum(x);
  }

  static double sign(double x) {
    return Math.signum(x);
  }

  static int sign(int x) {
    return Integer.signum(x);
  }

  static long sign(long x) {
    return Long.signum(x);
  }

  static int saturate(long x) {
    return Math.clamp(x, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static float farSin(float x) {
    return Math.abs(x) <= FarFunctions.NEAR ? 0 : (float) StrictMath.sin(x);
  }

  static float farCos(float x) {
    return Math.abs(x) <= FarFunctions.NEAR ? 0 : (float) StrictMath.cos(x);
  }

  /** Neumaier's compensation of a sum after a number is added to the sum (ZAMM 54, 1974, 39-51). */
  static double compensate(double compensation, double sum, double number) {
    double next = sum + number;
    return Math.abs(sum) >= Math.abs(number)
        ? compensation + (sum - next + number)
        : compensation + (number - next + sum);
  }

  static double compensated(double sum, double compensation) {
    return Double.isFinite(sum) ? sum + compensation : sum;
  }
}
