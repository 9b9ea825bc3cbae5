package org.ladera.core.function;

/**
 * A number to the power of another, within 0.505 units in the last place, subnormal results
 * included. Whole powers, roots and squares that float64 has are exact.
 *
 * <p>It is e^(y log x), the logarithm and the product in double-double arithmetic. The logarithm is
 * that of the nearest of 182 tabulated fractions, plus a short series for the small rest; the
 * exponential is a tabulated power of two times a short series (P. T. P. Tang, Table-driven
 * implementation of the logarithm function in IEEE floating-point arithmetic, ACM TOMS 16 (1990),
 * 378-400, and Table-driven implementation of the exponential function, ACM TOMS 15 (1989),
 * 144-157; both carried to twice the precision). All of it is exactly specified operations,
 * products by a fused multiply-add among them, so that the bits are the same everywhere; nothing is
 * allocated where the processor has that operation.
 */
final class PowerFunction {
  /** The bits of 181/256; fractions are from there to below twice that. */
  private static final long FRACTION_BEGIN = 0x3fe6a00000000000L;

  private static final int EXPONENT_SHIFT = 52;

  /** log 2 as a multiple of 2^-42, and what is left. */
  private static final double LOG_2 = 0x1.62e42fefa38p-1;

  private static final double LOG_2_REST = 0x1.ef35793c7673p-45;

  /** log 2 / 128 with 35 bits, whose multiples are exact, and what is left. */
  private static final double STEP = 0x1.62e42fefcp-8;

  private static final double STEP_REST = -0x1.c610ca86c3899p-44;

  private static final double STEPS = 0x1.71547652b82fep7;

  /** e to this is infinite, and e to the negative of it is 0. */
  private static final double FARTHEST = 746;

  /** From here on every number is a whole one, and from its double on an even one. */
  private static final double WHOLE = 0x1p52;

  private PowerFunction() {}

  /**
   * {@return x to the power of y, as IEEE 754 section 9.2.1 has it}
   *
   * @param x any number
   * @param y any number
   */
  static double of(double x, double y) {
    if (y == 1) {
      return x;
    }
    if (y == 2) {
      return x * x;
    }
    if (y == -1) {
      return 1 / x;
    }
    if (y == 0 || x == 1) {
      return 1;
    }
    double size = Math.abs(x);
    if (!(size > 0 && size < Double.POSITIVE_INFINITY && Math.abs(y) < Double.POSITIVE_INFINITY)) {
      return special(x, y);
    }
    double sign = 1;
    if (x < 0) {
      if (!isWhole(y)) {
        return Double.NaN;
      }
      sign = isOdd(y) ? -1 : 1;
    }
    if (y == 0.5) {
      return Math.sqrt(x);
    }
    return sign * positive(size, y);
  }

  private static boolean isWhole(double y) {
    return Math.abs(y) >= WHOLE || y == (long) y;
  }

  private static boolean isOdd(double y) {
    return Math.abs(y) < 2 * WHOLE && ((long) y & 1) != 0;
  }

  /** One of the two is zero, infinite or no number. */
  private static double special(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    double size = Math.abs(x);
    if (Double.isInfinite(y)) {
      return size == 1 ? 1 : size > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    double result = size == 0 == y > 0 ? 0 : Double.POSITIVE_INFINITY;
    return isOdd(y) && isWhole(y) ? Math.copySign(result, x) : result;
  }

  /** Of a finite positive number to a finite power. */
  private static double positive(double x, double y) {
    long bits = Double.doubleToRawLongBits(x);
    int subnormal = 0;
    if (x < Double.MIN_NORMAL) {
      bits = Double.doubleToRawLongBits(x * 0x1p52);
      subnormal = 52;
    }
    long exponent = (bits - FRACTION_BEGIN) >> EXPONENT_SHIFT;
    double fraction = Double.longBitsToDouble(bits - (exponent << EXPONENT_SHIFT));
    double power = exponent - subnormal;

    // The fraction is that of the table and 1 + r, r = high + low, |r| < 2^-8.4.
    double multiple = Math.rint(fraction * PowerTables.FRACTIONS);
    int place = ((int) multiple - PowerTables.FIRST) * PowerTables.STRIDE;
    double[] table = PowerTables.LOGARITHMS;
    double distance = fraction - multiple * (1.0 / PowerTables.FRACTIONS);
    double high = distance * table[place];
    double low = Math.fma(distance, table[place], -high) + distance * table[place + 1];

    // log(1 + r) = r - r²/2 + r³ (1/3 - r/4 + ...); each sum has its larger summand first.
    double half = -0.5 * high;
    double square = half * high;
    double squareRest = Math.fma(half, high, -square);
    double known = power * LOG_2 + table[place + 2];
    double linear = known + high;
    double linearRest = known - linear + high;
    double sum = linear + square;
    double sumRest = linear - sum + square;
    double r2 = high * high;
    double series =
        r2
            * high
            * (Math.fma(r2, Math.fma(high, -1.0 / 6, 1.0 / 5), Math.fma(high, -1.0 / 4, 1.0 / 3))
                + r2 * r2 * Math.fma(high, -1.0 / 8, 1.0 / 7));
    double rest =
        Math.fma(power, LOG_2_REST, table[place + 3])
            + Math.fma(-high, low, low)
            + squareRest
            + series
            + sumRest
            + linearRest;
    double logarithm = sum + rest;
    double logarithmRest = sum - logarithm + rest;

    double product = y * logarithm;
    if (!(Math.abs(product) < FARTHEST)) {
      return product > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return exponential(product, Math.fma(y, logarithmRest, Math.fma(y, logarithm, -product)));
  }

  /** e to the sum of two numbers, of which the second is small. */
  private static double exponential(double x, double rest) {
    double steps = Math.rint(x * STEPS);
    int n = (int) steps;
    int place = n & PowerTables.POWERS - 1;
    double power = PowerTables.EXPONENTIALS[2 * place];
    double near = Math.fma(-steps, STEP, x);
    double far = Math.fma(-steps, STEP_REST, rest + PowerTables.EXPONENTIALS[2 * place + 1]);
    double r = near + far;
    double r2 = r * r;
    double series = Math.fma(r, 1.0 / 120, 1.0 / 24) + r2 * (1.0 / 720);
    double grown = r + (r2 * (Math.fma(r, 1.0 / 6, 0.5) + r2 * series) + (near - r + far));
    return scaled(power, grown, (n - place) / PowerTables.POWERS);
  }

  /** power (1 + grown) 2^exponent, rounded once. */
  private static double scaled(double power, double grown, int exponent) {
    double result = Math.fma(power, grown, power);
    if (exponent > 1023) {
      return result * 0x1p1023 * powerOfTwo(exponent - 1023);
    }
    if (exponent > -1022 || (exponent == -1022 && result >= 1)) {
      return result * powerOfTwo(exponent);
    }
    // The sum with this has its last bit where a subnormal result has it.
    double grid = powerOfTwo(52 - 1074 - exponent);
    double missing = Math.fma(power, grown, power - result);
    double rounded = grid + result;
    double sum = rounded + (grid - rounded + result + missing);
    return (sum - grid) * 0x1p-1000 * powerOfTwo(exponent + 1000);
  }

  private static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + 1023) << EXPONENT_SHIFT);
  }
}
