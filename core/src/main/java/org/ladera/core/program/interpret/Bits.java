package org.ladera.core.program.interpret;

/** Numbers as bits, those of {@link org.ladera.core.program.Value.Const}. */
final class Bits {
  private Bits() {}

  static long of(float number) {
    return Float.floatToRawIntBits(number) & 0xffffffffL;
  }

  static long of(double number) {
    return Double.doubleToRawLongBits(number);
  }

  static long of(boolean truth) {
    return truth ? 1 : 0;
  }

  static float toFloat(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  static double toDouble(long bits) {
    return Double.longBitsToDouble(bits);
  }
}
