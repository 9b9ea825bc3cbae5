package org.ladera.core.program.function;

import com.google.common.primitives.Ints;
import java.util.function.IntUnaryOperator;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/**
 * Functions of a line of a body: one op if it is float64, an expansion into exact ops if it is
 * float32. Each returns the line of the result, which is of the same type.
 */
public final class Functions {
  private Functions() {}

  /**
   * {@return the line of e^x}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int exp(BodyBuilder body, int x) {
    return of(ScalarOp.EXP, body, x, line -> Exponential.exp(body, line));
  }

  /**
   * {@return the line of e^x - 1, accurate near 0}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int expm1(BodyBuilder body, int x) {
    return of(ScalarOp.EXPM1, body, x, line -> Exponential.expm1(body, line));
  }

  /**
   * {@return the line of the natural logarithm}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int log(BodyBuilder body, int x) {
    return of(ScalarOp.LOG, body, x, line -> Logarithm.log(body, line));
  }

  /**
   * {@return the line of log(1 + x), accurate near 0}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int log1p(BodyBuilder body, int x) {
    return of(ScalarOp.LOG1P, body, x, line -> Logarithm.log1p(body, line));
  }

  /**
   * {@return the line of the hyperbolic tangent}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int tanh(BodyBuilder body, int x) {
    return of(ScalarOp.TANH, body, x, line -> Exponential.tanh(body, line));
  }

  /**
   * {@return the line of 1 / (1 + e^-x)}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int sigmoid(BodyBuilder body, int x) {
    return of(ScalarOp.SIGMOID, body, x, line -> Exponential.sigmoid(body, line));
  }

  /**
   * {@return the line of the error function}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int erf(BodyBuilder body, int x) {
    return of(ScalarOp.ERF, body, x, line -> ErrorIntegral.erf(body, line));
  }

  /**
   * {@return the line of the sine}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int sin(BodyBuilder body, int x) {
    return of(ScalarOp.SIN, body, x, line -> Trigonometric.sin(body, line));
  }

  /**
   * {@return the line of the cosine}
   *
   * @param body where to write
   * @param x a line, float32 or float64
   * @throws IllegalArgumentException if the line is of another type
   */
  public static int cos(BodyBuilder body, int x) {
    return of(ScalarOp.COS, body, x, line -> Trigonometric.cos(body, line));
  }

  /**
   * {@return the line of a^b, as IEEE 754 section 9.2.1 has it: 1 to any power is 1, and -1 to an
   * infinite one is 1}
   *
   * @param body where to write
   * @param a a line, float32 or float64
   * @param b a line of the same type
   * @throws IllegalArgumentException if the lines are of another type, or of two
   */
  public static int power(BodyBuilder body, int a, int b) {
    if (body.dtype(a) != body.dtype(b)) {
      throw new IllegalArgumentException(
          "POWER takes two lines of one type, got "
              + body.dtype(a).label()
              + " and "
              + body.dtype(b).label());
    }
    return of(ScalarOp.POWER, body, a, line -> Powers.power(body, line, b), b);
  }

  private static int of(
      ScalarOp op, BodyBuilder body, int x, IntUnaryOperator expansion, int... more) {
    DType dtype = body.dtype(x);
    return switch (dtype) {
      case FLOAT64 -> body.apply(op, dtype, Ints.concat(new int[] {x}, more));
      case FLOAT32 -> expansion.applyAsInt(x);
      default ->
          throw new IllegalArgumentException(
              op + " takes float32 or float64, got a line of " + dtype.label());
    };
  }
}
