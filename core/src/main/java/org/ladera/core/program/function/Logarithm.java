package org.ladera.core.program.function;

import org.ladera.core.program.BodyBuilder;

/**
 * The natural logarithm of x and of 1 + x: the exponent times log 2, plus f + f² p(f) of degree 9
 * for the fraction 1 + f (W. J. Cody and W. Waite, Software Manual for the Elementary Functions,
 * 1980, chapter 5, with a polynomial in place of their rational function). The coefficients are
 * minimax (E. Ya. Remez, 1934), then changed in their last bits for the smallest error of the
 * rounded result. The first is positive, so that infinity gives itself.
 */
final class Logarithm {
  private static final float LOG_2 = 0x1.62e43p-1f;

  /** The bits of an exponent, with the sign. */
  private static final int EXPONENT = 0xff800000;

  /** The distance of one in the exponent, seen as an integer. */
  private static final float STEP = 0x1p-23f;

  /** The bits of 4. */
  private static final int FOUR = 0x40800000;

  private Logarithm() {}

  /**
   * log x in 25 ops. Largest error 1.04 ulp, at 2.67. Fractions are from 2/3 to 4/3. x is scaled by
   * 2^±25 first, so that it is normal, and 2^2 over its power of two is so too even if x is
   * infinite.
   */
  static int log(BodyBuilder body, int x) {
    Code code = new Code(body);
    int isLow = code.less(x, code.number(1));
    int scaled = code.multiply(x, code.select(isLow, code.number(0x1p25f), code.number(0x1p-25f)));
    int offset = code.select(isLow, code.number(-25), code.number(25));
    int twoThirds = code.integer(0x3f2aaaab);
    int exponent = code.and(code.subtract(code.bits(scaled), twoThirds), EXPONENT);
    int scale = code.ofBits(code.subtract(code.integer(FOUR), exponent));
    int f = code.multiply(code.fma(scaled, scale, code.number(-4)), code.number(0.25f));
    int rest =
        code.polynomial(
            f,
            0x1.1f5376p-3f,
            -0x1.3b2702p-3f,
            0x1.1eab14p-3f,
            -0x1.503254p-3f,
            0x1.99d458p-3f,
            -0x1.001464p-2f,
            0x1.5554eep-2f,
            -0x1.ffffd8p-2f);
    int logarithm = code.fma(rest, code.multiply(f, f), f);
    int power = code.fma(code.toFloat(exponent), STEP, offset);
    return positive(code, x, 0, code.fma(power, LOG_2, logarithm));
  }

  /**
   * log(1 + x) in 23 ops. Largest error 1.27 ulp, at 0.5. The sum is rounded for its exponent only;
   * with its power of two 2^n, n from 1 + x for a fraction from 3/4 to 3/2, f = x / 2^n + (1 / 2^n
   * - 1) has one rounding. Exponent and difference are negative zeros where n is 0, so that -0
   * gives itself.
   */
  static int log1p(BodyBuilder body, int x) {
    Code code = new Code(body);
    int sum = code.bits(code.add(x, code.number(1)));
    // (3/4 - sum), rounded up to an exponent: the negative of (sum - 3/4) rounded down.
    int negative = code.and(code.subtract(code.integer(0x3f400000 + 0x7fffff), sum), EXPONENT);
    int scale = code.ofBits(code.add(negative, code.integer(FOUR)));
    int difference = code.negate(code.subtract(code.number(4), scale));
    int f = code.multiply(code.fma(x, scale, difference), code.number(0.25f));
    int rest =
        code.polynomial(
            f,
            0x1.bb6884p-5f,
            -0x1.ee446ep-4f,
            0x1.32defep-3f,
            -0x1.5887e6p-3f,
            0x1.992154p-3f,
            -0x1.ffdda8p-3f,
            0x1.5555e8p-2f,
            -0x1.000014p-1f);
    int logarithm = code.fma(rest, code.multiply(f, f), f);
    int result = code.fma(code.toFloat(negative), -LOG_2 * STEP, logarithm);
    return positive(code, x, -1, result);
  }

  /** The result for x above the bound, -infinity at it, and NaN below. */
  private static int positive(Code code, int x, float bound, int result) {
    int limit = code.number(bound);
    int pole =
        code.select(
            code.equal(x, limit), code.number(Float.NEGATIVE_INFINITY), code.number(Float.NaN));
    return code.select(code.less(limit, x), result, pole);
  }
}
