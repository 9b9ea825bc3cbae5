package org.ladera.core.program;

/**
 * What a {@link Value.Apply} does to its arguments. Every op is exactly rounded, or exact, or has
 * its bits fixed by {@link StrictMath}; none is left to a machine. Functions such as exp exist here
 * for float64 only: those of float32 are written out in exact ops before.
 */
public enum ScalarOp {
  /** a + b; integers wrap around. */
  ADD(2),
  /** a - b; integers wrap around. */
  SUBTRACT(2),
  /** a · b; integers wrap around. */
  MULTIPLY(2),
  /** a / b; of integers as the reference backend divides. */
  DIVIDE(2),
  /** The smaller; NaN wins, -0 is less than +0. */
  MINIMUM(2),
  /** The larger; NaN wins, -0 is less than +0. */
  MAXIMUM(2),
  /** -a, which flips the sign of zero and of NaN. */
  NEGATE(1),
  /** |a|. */
  ABS(1),
  /** -1, 0 or 1 with the sign of a; ±0 and NaN give themselves. */
  SIGN(1),
  /** The largest integer up to a. */
  FLOOR(1),
  /** The nearest integer, a half to the even one. */
  ROUND(1),
  /** The square root, correctly rounded. */
  SQRT(1),
  /** a · b + c, rounded once. */
  FMA(3),
  /** a &lt; b; bool. False for NaN. */
  LESS(2),
  /** a ≤ b; bool. False for NaN. */
  LESS_EQUAL(2),
  /** a = b; bool. False for NaN. */
  EQUAL(2),
  /** Both, of bools. */
  AND(2),
  /** One or both, of bools. */
  OR(2),
  /** Not, of a bool. */
  NOT(1),
  /** The second where the first, a bool, is true, else the third. */
  SELECT(3),
  /** The argument in another type, as the op Cast converts. */
  CAST(1),
  /** The bits of the argument in a type of the same size. */
  BITCAST(1),
  /** Bitwise and, of integers. */
  BIT_AND(2),
  /** Bitwise or, of integers. */
  BIT_OR(2),
  /** Bitwise exclusive or, of integers. */
  BIT_XOR(2),
  /** a shifted left by b bits, of integers. */
  SHIFT_LEFT(2),
  /** a shifted right by b bits, of integers, keeping the sign. */
  SHIFT_RIGHT(2),
  /** a shifted right by b bits, of integers, filling with zeros. */
  SHIFT_RIGHT_UNSIGNED(2),
  /** float64 only: e^a by StrictMath. */
  EXP(1),
  /** float64 only: e^a - 1 by StrictMath. */
  EXPM1(1),
  /** float64 only: the natural logarithm by StrictMath. */
  LOG(1),
  /** float64 only: log(1 + a) by StrictMath. */
  LOG1P(1),
  /** float64 only: the sine by StrictMath. */
  SIN(1),
  /** float64 only: the cosine by StrictMath. */
  COS(1),
  /** float64 only: the hyperbolic tangent by StrictMath. */
  TANH(1),
  /** float64 only: 1 / (1 + e^-a) as the reference backend computes it. */
  SIGMOID(1),
  /** float64 only: the error function as the reference backend computes it. */
  ERF(1),
  /** float64 only: a^b as the reference backend computes it. */
  POWER(2),
  /** float32: 0 if |a| ≤ 2^17, else the sine of a by StrictMath in float64, rounded; NaN of NaN. */
  FAR_SIN(1),
  /**
   * float32: 0 if |a| ≤ 2^17, else the cosine of a by StrictMath in float64, rounded; NaN of NaN.
   */
  FAR_COS(1);

  private final int arity;

  ScalarOp(int arity) {
    this.arity = arity;
  }

  /** {@return the number of arguments} */
  public int arity() {
    return arity;
  }

  /** {@return whether it is a function of float64 that StrictMath computes entry by entry} */
  public boolean isStrictFunction() {
    return switch (this) {
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, ERF, POWER -> true;
      default -> false;
    };
  }
}
