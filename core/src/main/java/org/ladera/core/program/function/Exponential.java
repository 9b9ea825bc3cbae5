package org.ladera.core.program.function;

import org.ladera.core.program.BodyBuilder;

/**
 * The exponential function and relatives, by additive reduction and a polynomial (W. J. Cody and W.
 * Waite, Software Manual for the Elementary Functions, 1980, chapter 6). The coefficients are
 * minimax (E. Ya. Remez, 1934), then changed in their last bits for the smallest error of the
 * rounded result.
 */
final class Exponential {
  private static final float LOG_2_E = 0x1.715476p0f;

  /** log 2 rounded down to 24 bits, and what is left. */
  private static final float LOG_2 = 0x1.62e42ep-1f;

  private static final float LOG_2_REST = 0x1.efa39ep-25f;

  /** Below the negative of this e^x is less than half the smallest positive number. */
  private static final float FARTHEST = 104;

  private Exponential() {}

  /**
   * e^x in 20 ops. Largest error 0.88 ulp, at -26.7. x = n log 2 + r with |r| ≤ (log 2) / 2; 2 e^r
   * by a polynomial of degree 6, times 2^(n-1). Powers of two below that of the smallest normal
   * number are split in two, of which the first is exact, so that subnormal results are rounded
   * once. n ends at 128; beyond it r grows until the result is infinite.
   */
  static int exp(BodyBuilder body, int x) {
    Code code = new Code(body);
    int bounded = code.atLeast(x, -FARTHEST);
    int shifted = code.shiftedAtMost(code.shifted(bounded, LOG_2_E), 128);
    int n = code.integerOf(shifted);
    int r = code.fma(n, -LOG_2_REST, code.fma(n, -LOG_2, bounded));
    int twice =
        code.polynomial(
            r, 0x1.69b7dap-9f, 0x1.12445p-6f, 0x1.5558c6p-4f, 0x1.55548p-2f, 0x1.fffffep-1f, 2, 2);
    int exponent = code.exponentOf(shifted);
    int normal = code.larger(exponent, -125 << 23);
    int scale = code.ofBits(code.add(normal, code.integer(Code.ONE - (1 << 23))));
    int rest = code.ofBits(code.add(code.subtract(exponent, normal), code.integer(Code.ONE)));
    return code.multiply(code.multiply(twice, scale), rest);
  }

  /**
   * e^x - 1 in 21 ops. Largest error 1.46 ulp, at 17.04. x = n log 2 + r with |r| ≤ (log 2) / 2;
   * e^r - 1 = r + r² p(r) of degree 6; the result is twice 2^(n-1) (e^r - 1) + (2^(n-1) - 1/2), so
   * that n may be 128. The halves would cost tiny numbers a bit; they are their own results.
   */
  static int expm1(BodyBuilder body, int x) {
    Code code = new Code(body);
    // e^-20 is less than a quarter of the distance from 1 to the next number below.
    int bounded = code.atLeast(x, -20);
    int shifted = code.shiftedAtMost(code.shifted(bounded, LOG_2_E), 128);
    int n = code.integerOf(shifted);
    int r = code.fma(n, -LOG_2_REST, code.fma(n, -LOG_2, bounded));
    int rest =
        code.polynomial(
            r, 0x1.68e874p-10f, 0x1.124e6p-7f, 0x1.555968p-5f, 0x1.555472p-3f, 0x1.fffffep-2f);
    int small = code.fma(rest, code.multiply(r, r), r);
    int half = code.ofBits(code.add(code.exponentOf(shifted), code.integer(0x3f000000)));
    int result = code.fma(half, small, code.subtract(half, code.number(0.5f)));
    int tiny = code.less(code.abs(x), code.number(0x1p-25f));
    return code.select(tiny, x, code.add(result, result));
  }

  /**
   * 1 / (1 + e^-x) in 22 ops, one of them a division. Largest error 1.69 ulp, at -0.346. With E =
   * e^-|x| it is E / (1 + E) for negative x and 1 / (1 + E) for others, as b - b E / (1 + E) with b
   * = E and b = 1: what rounding does to the sum and the quotient then counts only where E is not
   * small. E is found as in {@link #exp}, but that its power of two is first 2^64 times too large,
   * and so normal.
   */
  static int sigmoid(BodyBuilder body, int x) {
    Code code = new Code(body);
    int size = code.atMost(code.abs(x), FARTHEST);
    int shifted = code.shifted(size, LOG_2_E);
    int n = code.integerOf(shifted);
    int r = code.fma(n, -LOG_2_REST, code.fma(n, -LOG_2, size));
    int power =
        code.polynomial(
            r,
            0x1.6a52p-10f,
            -0x1.12323p-7f,
            0x1.555984p-5f,
            -0x1.555482p-3f,
            0x1.fffff8p-2f,
            -1,
            1);
    int large = code.integer(Code.ONE + (64 << 23));
    int scale = code.ofBits(code.subtract(large, code.exponentOf(shifted)));
    int decay = code.multiply(code.multiply(power, scale), code.number(0x1p-64f));
    int minusShare = code.divide(decay, code.subtract(code.number(-1), decay));
    int base = code.select(code.less(x, code.number(0)), decay, code.number(1));
    return code.fma(base, minusShare, base);
  }

  /**
   * The hyperbolic tangent in 22 ops, one of them a division. Largest error 1.93 ulp, at ±0.518. It
   * is (1 - E) / (1 + E) with E = e^-2|x|. |x| = n (log 2) / 2 + r with |r| ≤ (log 2) / 4; (1 -
   * e^-2r) / 2 = r + r² p(r) of degree 6, from which numerator and denominator follow with one
   * rounding each.
   */
  static int tanh(BodyBuilder body, int x) {
    Code code = new Code(body);
    // From 9.02 on the result is 1.
    int size = code.atMost(code.abs(x), 9.1f);
    int shifted = code.shifted(size, 2 * LOG_2_E);
    int n = code.integerOf(shifted);
    // The rest of log 2 matters for large n only, where the result no longer depends on r.
    int r = code.fma(n, -0x1.62e43p-2f, size);
    int rest =
        code.polynomial(
            r, -0x1.6b1fdcp-5f, 0x1.122938p-3f, -0x1.555686p-2f, 0x1.5554acp-1f, -0x1p0f);
    int h = code.fma(rest, code.multiply(r, r), r);
    int scale = code.ofBits(code.subtract(code.integer(Code.ONE), code.exponentOf(shifted)));
    int numerator = code.fma(scale, h, code.fma(scale, -0.5f, 0.5f));
    int denominator = code.fma(code.negate(scale), h, code.fma(scale, 0.5f, 0.5f));
    return code.withSignOf(x, code.divide(numerator, denominator));
  }
}
