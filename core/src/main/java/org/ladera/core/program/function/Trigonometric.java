package org.ladera.core.program.function;

import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;

import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;

/**
 * Sine and cosine by additive reduction to [-π/4, π/4] in three steps with fma, and a polynomial
 * for each (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter
 * 8). The coefficients are minimax (E. Ya. Remez, 1934), then changed in their last bits for the
 * smallest error of the rounded result. Numbers beyond 2^17 are left to {@link StrictMath}.
 */
final class Trigonometric {
  private static final float FAR = 0x1p17f;

  private static final float TWO_OVER_PI = 0x1.45f306p-1f;

  /** π/2 rounded down to 24 bits, what is left likewise, and what is left of that. */
  private static final float HALF_PI_1 = 0x1.921fb4p0f;

  private static final float HALF_PI_2 = 0x1.4442dp-24f;
  private static final float HALF_PI_3 = 0x1.846988p-48f;

  private Trigonometric() {}

  /** The sine in 25 ops. Largest error 1.55 ulp, at ±10,688, up to 2^17; 0.5 beyond. */
  static int sin(BodyBuilder body, int x) {
    Code code = new Code(body);
    int shifted = code.shifted(code.abs(x), TWO_OVER_PI);
    int quadrant = code.bits(shifted);
    int sign = code.xor(code.shiftLeft(quadrant, 30), code.bits(x));
    return of(code, x, shifted, quadrant, sign, ScalarOp.FAR_SIN);
  }

  /**
   * The cosine, the sine of x + π/2, in 25 ops. Largest error 1.56 ulp, at ±1,227, up to 2^17; 0.5
   * beyond.
   */
  static int cos(BodyBuilder body, int x) {
    Code code = new Code(body);
    int shifted = code.shifted(code.abs(x), TWO_OVER_PI);
    int quadrant = code.add(code.bits(shifted), code.integer(1));
    return of(code, x, shifted, quadrant, code.shiftLeft(quadrant, 30), ScalarOp.FAR_COS);
  }

  /**
   * The sine or the cosine of the rest of x, as the lowest bit of the quadrant says, with the sign
   * of the highest bit, or the far op.
   */
  private static int of(Code code, int x, int shifted, int quadrant, int sign, ScalarOp far) {
    BodyBuilder body = code.body();
    int size = code.abs(x);
    int n = code.integerOf(shifted);
    int r = code.fma(n, -HALF_PI_1, size);
    r = code.fma(n, -HALF_PI_2, r);
    r = code.fma(n, -HALF_PI_3, r);
    int square = code.multiply(r, r);
    int sineRest = code.polynomial(square, -0x1.99505ap-13f, 0x1.11076ap-7f, -0x1.555544p-3f);
    int sine = code.fma(sineRest, code.multiply(r, square), r);
    int cosine =
        code.polynomial(square, 0x1.97ec22p-16f, -0x1.6c1822p-10f, 0x1.555588p-5f, -0.5f, 1);
    int isSine = body.apply(ScalarOp.EQUAL, BOOL, code.and(quadrant, 1), code.integer(0));
    int value = code.bits(code.select(isSine, sine, cosine));
    int near = code.ofBits(code.xor(value, code.and(sign, Code.SIGN)));
    int isNear = body.apply(ScalarOp.LESS_EQUAL, BOOL, size, code.number(FAR));
    return code.select(isNear, near, body.apply(far, FLOAT32, x));
  }
}
