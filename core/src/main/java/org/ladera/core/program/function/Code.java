package org.ladera.core.program.function;

import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.INT32;

import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;

/**
 * Writes float32 arithmetic, and that of the bits behind it, into a body.
 *
 * @param body where to
 */
record Code(BodyBuilder body) {
  /** The bits of 1; a multiple of 2^23 added to them adds to the exponent. */
  static final int ONE = 0x3f800000;

  /** The bit of the sign. */
  static final int SIGN = 0x80000000;

  /**
   * 1.5 · 2^23, beside which a float32 has no fraction: what is added to it is rounded to an
   * integer, and stands in the lowest bits of the sum.
   */
  private static final float SHIFTER = 0x1.8p23f;

  int number(float value) {
    return body.constant(value);
  }

  int integer(int value) {
    return body.constant(value);
  }

  int add(int a, int b) {
    return body.apply(ScalarOp.ADD, body.dtype(a), a, b);
  }

  int subtract(int a, int b) {
    return body.apply(ScalarOp.SUBTRACT, body.dtype(a), a, b);
  }

  int multiply(int a, int b) {
    return body.apply(ScalarOp.MULTIPLY, FLOAT32, a, b);
  }

  int divide(int a, int b) {
    return body.apply(ScalarOp.DIVIDE, FLOAT32, a, b);
  }

  int fma(int a, int b, int c) {
    return body.apply(ScalarOp.FMA, FLOAT32, a, b, c);
  }

  int fma(int a, float b, float c) {
    return fma(a, number(b), number(c));
  }

  int fma(int a, float b, int c) {
    return fma(a, number(b), c);
  }

  int negate(int a) {
    return body.apply(ScalarOp.NEGATE, FLOAT32, a);
  }

  int abs(int a) {
    return body.apply(ScalarOp.ABS, FLOAT32, a);
  }

  int less(int a, int b) {
    return body.apply(ScalarOp.LESS, BOOL, a, b);
  }

  int lessOrEqual(int a, int b) {
    return body.apply(ScalarOp.LESS_EQUAL, BOOL, a, b);
  }

  int equal(int a, int b) {
    return body.apply(ScalarOp.EQUAL, BOOL, a, b);
  }

  int or(int a, int b) {
    return body.apply(ScalarOp.OR, BOOL, a, b);
  }

  int select(int condition, int a, int b) {
    return body.apply(ScalarOp.SELECT, body.dtype(a), condition, a, b);
  }

  /** a, but not below the bound; NaN stays. */
  int atLeast(int a, float bound) {
    int limit = number(bound);
    return select(less(a, limit), limit, a);
  }

  /** a, but not above the bound; NaN stays. */
  int atMost(int a, float bound) {
    int limit = number(bound);
    return select(less(limit, a), limit, a);
  }

  /** The sum of c[0] x^n + c[1] x^(n-1) + ... + c[n] by Horner's rule. */
  int polynomial(int x, float... coefficients) {
    int sum = number(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = fma(sum, x, number(coefficients[i]));
    }
    return sum;
  }

  int bits(int number) {
    return body.apply(ScalarOp.BITCAST, INT32, number);
  }

  int ofBits(int integer) {
    return body.apply(ScalarOp.BITCAST, FLOAT32, integer);
  }

  int toFloat(int integer) {
    return body.apply(ScalarOp.CAST, FLOAT32, integer);
  }

  int and(int a, int mask) {
    return body.apply(ScalarOp.BIT_AND, INT32, a, integer(mask));
  }

  int larger(int a, int integer) {
    return body.apply(ScalarOp.MAXIMUM, INT32, a, integer(integer));
  }

  int xor(int a, int b) {
    return body.apply(ScalarOp.BIT_XOR, INT32, a, b);
  }

  int shiftLeft(int a, int count) {
    return body.apply(ScalarOp.SHIFT_LEFT, INT32, a, integer(count));
  }

  int signOf(int x) {
    return and(bits(x), SIGN);
  }

  /** A number that is not negative, or NaN, with the sign of x. */
  int withSignOf(int x, int size) {
    return withSign(signOf(x), size);
  }

  /** A number that is not negative, or NaN, with the bit of a sign. */
  int withSign(int sign, int size) {
    return ofBits(body.apply(ScalarOp.BIT_OR, INT32, bits(size), sign));
  }

  /** The shifter plus x · scale, rounded to the shifter plus an integer. */
  int shifted(int x, float scale) {
    return fma(x, scale, SHIFTER);
  }

  /** What is shifted, or the shifter plus the bound where that is less. */
  int shiftedAtMost(int shifted, int bound) {
    // Positive numbers are ordered as their bits are, and an integer minimum costs less.
    int limit = integer(Float.floatToRawIntBits(SHIFTER + bound));
    return ofBits(body.apply(ScalarOp.MINIMUM, INT32, bits(shifted), limit));
  }

  /** The integer n of the shifter plus n, as a number. */
  int integerOf(int shifted) {
    return subtract(shifted, number(SHIFTER));
  }

  /** The integer n of the shifter plus n as the bits of an exponent: n · 2^23, wrapped around. */
  int exponentOf(int shifted) {
    // The bits of the shifter itself are shifted out.
    return shiftLeft(bits(shifted), 23);
  }

  /** Half the integer n of the shifter plus n, rounded down, as the bits of an exponent. */
  int halfExponentOf(int shifted) {
    int half = body.apply(ScalarOp.SHIFT_RIGHT, INT32, bits(shifted), integer(1));
    return shiftLeft(half, 23);
  }
}
