package org.ladera.core.program.function;

import org.ladera.core.program.BodyBuilder;

/**
 * The power x^y as 2^(y log2 |x|). What a logarithm errs by, y multiplies; so the logarithm and the
 * product are unevaluated sums of two numbers each, of some 40 bits, products exact by a fused
 * multiply-add (T. J. Dekker, A floating-point technique for extending the available precision,
 * Numerische Mathematik 18 (1971), 224-242). The logarithm of a fraction m is the series of artanh
 * in s = (m - 1) / (m + 1) (Abramowitz and Stegun, Handbook of Mathematical Functions, 4.1.27).
 * Coefficients are minimax (E. Ya. Remez, 1934), each rounded before the next is sought.
 */
final class Powers {
  private static final float LOG_2 = 0x1.62e43p-1f;

  /** 2 / log 2 rounded, what is left, and the coefficient of s² beside it. */
  private static final float SERIES = 0x1.715476p1f;

  private static final float SERIES_REST = 0x1.4aaaaep-25f;
  private static final float SERIES_SQUARE = 0x1.ec709ep-1f;

  /** The bits of the square root of 1/2: fractions are from there to twice that. */
  private static final int ROOT_OF_HALF = 0x3f3504f3;

  /** The bits of an exponent, with the sign. */
  private static final int EXPONENT = 0xff800000;

  /** The distance of one in the exponent, seen as an integer. */
  private static final float STEP = 0x1p-23f;

  /** Two to this is infinite, and two to the negative of it is 0. */
  private static final float FARTHEST = 160;

  private final Code code;
  private final int x;
  private final int y;
  private final int size;

  private Powers(BodyBuilder body, int x, int y) {
    this.code = new Code(body);
    this.x = x;
    this.y = y;
    this.size = code.abs(x);
  }

  /** An unevaluated sum of two lines, the first of which is the sum rounded. */
  private record Pair(int high, int low) {}

  /**
   * x^y in 111 ops, one of them a division. The pairs are too many to try all: 49 million of each
   * of seven kinds were tried with the same ops in C, half a million of each are in its test. The
   * largest error found is 0.80 ulp, where y log2 |x| is far from 0 or the result subnormal; with
   * results from e^-30 to e^30 it is 0.68. x^-1, x^0, x^1 and x^2 are 1 / x, 1, x and x x to the
   * bit, and so is every power that is a float32 number.
   */
  static int power(BodyBuilder body, int x, int y) {
    return new Powers(body, x, y).power();
  }

  private int power() {
    // x^-1 and the logarithm share a division.
    int isInverse = code.equal(y, code.number(-1));
    int fraction = code.ofBits(code.subtract(code.bits(scaled()), exponent()));
    int sum = code.add(fraction, code.number(1));
    int inverse = code.divide(code.number(1), code.select(isInverse, x, sum));
    Pair product = product(logarithm(fraction, sum, inverse));

    int isNear = code.less(code.abs(product.high), code.number(FARTHEST));
    // 0, infinity or NaN.
    int far = code.multiply(code.atLeast(product.high, 0), code.number(0x1p127f));
    int power = code.select(isNear, exponential(product), far);
    int isOne = code.or(code.equal(size, code.number(1)), code.equal(y, code.number(0)));
    int signed = signed(code.select(isOne, code.number(1), power));
    int isSquare = code.equal(y, code.number(2));
    return code.select(isInverse, inverse, code.select(isSquare, code.multiply(x, x), signed));
  }

  private int isSmall() {
    return code.less(size, code.number(Float.MIN_NORMAL));
  }

  /** |x|, normal: 2^24 times it if it is too small. */
  private int scaled() {
    return code.select(isSmall(), code.multiply(size, code.number(0x1p24f)), size);
  }

  /** The bits of the exponent of |x| scaled; what is left is the fraction. */
  private int exponent() {
    int above = code.subtract(code.bits(scaled()), code.integer(ROOT_OF_HALF));
    return code.and(above, EXPONENT);
  }

  /**
   * log2 |x|, by the fraction of |x| and 1 / (1 + fraction); the first of the pair if not finite.
   */
  private Pair logarithm(int fraction, int sum, int inverse) {
    int one = code.number(1);
    int difference = code.subtract(fraction, one);
    int sumRest = code.subtract(fraction, code.subtract(sum, one));
    int s = code.multiply(difference, inverse);
    int minus = code.negate(s);
    int missing = code.fma(minus, sumRest, code.fma(minus, sum, difference));
    int sRest = code.multiply(missing, inverse);
    Pair ofFraction = times(new Pair(s, sRest), series(s, sRest));

    int zero =
        code.select(
            code.equal(size, code.number(0)),
            code.number(Float.NEGATIVE_INFINITY),
            code.number(-24));
    int finite =
        code.select(code.less(size, code.number(Float.POSITIVE_INFINITY)), code.number(0), size);
    int offset = code.select(isSmall(), zero, finite);
    int whole = code.fma(code.toFloat(exponent()), STEP, offset);
    int high = code.add(whole, ofFraction.high);
    // Exact, as the whole number is 0 or the larger.
    int low = code.add(code.subtract(whole, high), ofFraction.high);
    return new Pair(high, code.add(low, ofFraction.low));
  }

  /** log2 of the fraction, divided by s: 2 / log 2 (1 + s²/3 + s⁴/5 + ...). */
  private Pair series(int s, int sRest) {
    int square = code.multiply(s, s);
    int squareRest = code.fma(code.add(s, s), sRest, code.fma(s, s, code.negate(square)));
    int rest = code.polynomial(square, 0x1.59972ap-2f, 0x1.a5c27ep-2f, 0x1.2776f8p-1f);
    int slope = code.number(SERIES_SQUARE);
    int constant = code.number(SERIES);
    int high = code.fma(slope, square, constant);
    int low = code.fma(slope, square, code.subtract(constant, high));
    low = code.add(low, code.number(SERIES_REST));
    low = code.fma(slope, squareRest, low);
    // To what the square misses, its own square is twice as sensitive.
    int fourth = code.multiply(square, code.fma(squareRest, 2f, square));
    return new Pair(high, code.fma(fourth, rest, low));
  }

  private Pair times(Pair a, Pair b) {
    int high = code.multiply(a.high, b.high);
    int low = code.fma(a.high, b.high, code.negate(high));
    return new Pair(high, code.fma(a.low, b.high, code.fma(a.high, b.low, low)));
  }

  private Pair product(Pair logarithm) {
    int high = code.multiply(y, logarithm.high);
    int low = code.fma(y, logarithm.high, code.negate(high));
    return new Pair(high, code.fma(y, logarithm.low, low));
  }

  /** 2 to a sum nearer to 0 than the farthest; rounded once, if the result is normal. */
  private int exponential(Pair power) {
    int shifted = code.shifted(power.high, 1);
    int near = code.subtract(power.high, code.integerOf(shifted));
    int r = code.add(near, power.low);
    int rest = code.subtract(power.low, code.subtract(r, near));
    int slope = code.number(LOG_2);
    int one = code.number(1);
    int linear = code.fma(r, slope, one);
    int linearRest = code.fma(rest, slope, code.fma(r, slope, code.subtract(one, linear)));
    int series =
        code.polynomial(
            r, 0x1.417e72p-13f, 0x1.5f0abcp-10f, 0x1.3b2ddp-7f, 0x1.c6af78p-5f, 0x1.ebfbdcp-3f);
    int fraction = code.add(linear, code.fma(code.multiply(r, r), series, linearRest));
    // A half of the power of two at a time, so that both are normal and only the last rounds.
    int exponent = code.exponentOf(shifted);
    int half = code.halfExponentOf(shifted);
    int rise = code.ofBits(code.add(half, code.integer(Code.ONE)));
    int restOfRise = code.ofBits(code.add(code.subtract(exponent, half), code.integer(Code.ONE)));
    return code.multiply(code.multiply(fraction, rise), restOfRise);
  }

  /**
   * The power of |x| with its sign, NaN where x is negative, finite and y not whole. y less twice a
   * whole number is 0 if y is even, ±1 if it is odd, a fraction otherwise; from 2^24 on all are
   * even.
   */
  private int signed(int power) {
    int bounded = code.atMost(code.abs(y), 0x1p24f);
    int bias = code.number(0x1p23f);
    int half = code.subtract(code.fma(bounded, code.number(0.5f), bias), bias);
    int distance = code.abs(code.fma(half, code.number(-2), bounded));
    int isOdd = code.equal(distance, code.number(1));
    int isWhole = code.equal(code.multiply(distance, distance), distance);
    int sign = code.select(isOdd, code.signOf(x), code.integer(0));
    int isInfinite = code.equal(size, code.number(Float.POSITIVE_INFINITY));
    int isDefined = code.or(isWhole, code.or(code.lessOrEqual(code.number(0), x), isInfinite));
    int signed = code.withSign(sign, power);
    return code.select(isDefined, signed, code.number(Float.NaN));
  }
}
