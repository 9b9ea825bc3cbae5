package org.ladera.core.program.interpret;

import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.function.ErrorFunction;
import org.ladera.core.function.Functions;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** What every op means, on boxed values of Java, written down a second time and as plainly. */
final class PlainOps {
  private PlainOps() {}

  /** The result, or null if the types of arguments and result make no sense. */
  static @Nullable Object apply(ScalarOp op, DType result, Object... a) {
    Object value =
        switch (op) {
          case SELECT -> a[0] instanceof Boolean which ? (which ? a[1] : a[2]) : null;
          case CAST -> cast(a[0], result);
          case BITCAST -> bitcast(a[0], result);
          case LESS -> sameType(a) ? order(a[0], a[1]) < 0 && ordered(a) : null;
          case LESS_EQUAL -> sameType(a) ? order(a[0], a[1]) <= 0 && ordered(a) : null;
          case EQUAL -> sameType(a) ? order(a[0], a[1]) == 0 && ordered(a) : null;
          case AND -> a[0] instanceof Boolean x && a[1] instanceof Boolean y ? x && y : null;
          case OR -> a[0] instanceof Boolean x && a[1] instanceof Boolean y ? x || y : null;
          case NOT -> a[0] instanceof Boolean x ? !x : null;
          case FMA -> fma(a);
          default -> a.length == 1 ? unary(op, a[0]) : binary(op, a[0], a[1]);
        };
    boolean sensible = value != null && typeOf(value) == result;
    return sensible && (op != ScalarOp.SELECT || typeOf(a[1]) == typeOf(a[2])) ? value : null;
  }

  static DType typeOf(Object value) {
    return switch (value) {
      case Float _ -> DType.FLOAT32;
      case Double _ -> DType.FLOAT64;
      case Integer _ -> DType.INT32;
      case Long _ -> DType.INT64;
      case Boolean _ -> DType.BOOL;
      default -> throw new AssertionError(value);
    };
  }

  private static boolean sameType(Object[] a) {
    return a[0].getClass() == a[1].getClass();
  }

  private static boolean ordered(Object[] a) {
    return !(Double.isNaN(toDouble(a[0])) || Double.isNaN(toDouble(a[1])));
  }

  /** Only NaNs and infinities matter. */
  private static double toDouble(Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private static int order(Object a, Object b) {
    return switch (a) {
      // To +0, so that the zeros are equal.
      case Float x -> Float.compare(x + 0f, (Float) b + 0f);
      case Double x -> Double.compare(x + 0.0, (Double) b + 0.0);
      case Integer x -> Integer.compare(x, (Integer) b);
      case Long x -> Long.compare(x, (Long) b);
      case Boolean x -> Boolean.compare(x, (Boolean) b);
      default -> throw new AssertionError(a);
    };
  }

  private static @Nullable Object fma(Object[] a) {
    if (a[0] instanceof Float x && a[1] instanceof Float y && a[2] instanceof Float z) {
      return Math.fma(x, y, z);
    }
    return a[0] instanceof Double x && a[1] instanceof Double y && a[2] instanceof Double z
        ? (Object) Math.fma(x, y, z)
        : null;
  }

  private static @Nullable Object unary(ScalarOp op, Object a) {
    return switch (a) {
      case Float x when op == ScalarOp.FAR_SIN ->
          Math.abs(x) <= 131072 ? 0f : (float) StrictMath.sin(x);
      case Float x when op == ScalarOp.FAR_COS ->
          Math.abs(x) <= 131072 ? 0f : (float) StrictMath.cos(x);
      case Float x -> {
        @Nullable Double exact = op.isStrictFunction() ? null : real(op, x);
        yield exact == null ? null : (Object) exact.floatValue();
      }
      case Double x -> real(op, x);
      case Integer x ->
          switch (op) {
            case NEGATE -> x == Integer.MIN_VALUE ? x : Math.negateExact(x);
            case ABS -> x >= 0 || x == Integer.MIN_VALUE ? x : Math.negateExact(x);
            case SIGN -> Integer.compare(x, 0);
            default -> null;
          };
      case Long x ->
          switch (op) {
            case NEGATE -> x == Long.MIN_VALUE ? x : Math.negateExact(x);
            case ABS -> x >= 0 || x == Long.MIN_VALUE ? x : Math.negateExact(x);
            case SIGN -> (long) Long.compare(x, 0);
            default -> null;
          };
      default -> null;
    };
  }

  /** In float64, which is exact for what float32 has, or rounds to the same. */
  private static @Nullable Double real(ScalarOp op, double x) {
    return switch (op) {
      case NEGATE -> -1 * x;
      case ABS -> x > 0 ? x : 0 - x;
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
      case FLOOR -> StrictMath.floor(x);
      case ROUND -> StrictMath.rint(x);
      case SQRT -> StrictMath.sqrt(x);
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID ->
          x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
      case ERF -> ErrorFunction.of(x);
      default -> null;
    };
  }

  private static @Nullable Object binary(ScalarOp op, Object a, Object b) {
    if (!sameType(new Object[] {a, b})) {
      return null;
    }
    return switch (op) {
      case ADD -> number(a, b, (x, y) -> x + y, (x, y) -> x + y, (x, y) -> x + y);
      case SUBTRACT -> number(a, b, (x, y) -> x - y, (x, y) -> x - y, (x, y) -> x - y);
      case MULTIPLY -> number(a, b, (x, y) -> x * y, (x, y) -> x * y, (x, y) -> x * y);
      case DIVIDE -> number(a, b, null, null, (x, y) -> x / y);
      case MINIMUM -> number(a, b, Math::min, Math::min, StrictMath::min);
      case MAXIMUM -> number(a, b, Math::max, Math::max, StrictMath::max);
      case BIT_AND -> number(a, b, (x, y) -> x & y, (x, y) -> x & y, null);
      case BIT_OR -> number(a, b, (x, y) -> x | y, (x, y) -> x | y, null);
      case BIT_XOR -> number(a, b, (x, y) -> x ^ y, (x, y) -> x ^ y, null);
      case SHIFT_LEFT -> number(a, b, (x, y) -> x << y, (x, y) -> x << y, null);
      case SHIFT_RIGHT -> number(a, b, (x, y) -> x >> y, (x, y) -> x >> y, null);
      case SHIFT_RIGHT_UNSIGNED -> number(a, b, (x, y) -> x >>> y, (x, y) -> x >>> y, null);
      case POWER ->
          a instanceof Double x && b instanceof Double y ? (Object) Functions.pow(x, y) : null;
      default -> null;
    };
  }

  /** Of float32, the op in float64 and rounded: exact enough for + - * / (Figueroa, 1995). */
  private static @Nullable Object number(
      Object a,
      Object b,
      @Nullable IntBinaryOperator ints,
      @Nullable LongBinaryOperator longs,
      @Nullable DoubleBinaryOperator reals) {
    return switch (a) {
      case Float x -> reals == null ? null : (Object) (float) reals.applyAsDouble(x, (Float) b);
      case Double x -> reals == null ? null : (Object) reals.applyAsDouble(x, (Double) b);
      case Integer x -> ints == null ? null : (Object) ints.applyAsInt(x, (Integer) b);
      case Long x -> longs == null ? null : (Object) longs.applyAsLong(x, (Long) b);
      default -> null;
    };
  }

  private static Object cast(Object a, DType result) {
    Number number = a instanceof Boolean truth ? Integer.valueOf(truth ? 1 : 0) : (Number) a;
    return switch (result) {
      case FLOAT32 -> number.floatValue();
      case FLOAT64 -> number.doubleValue();
      case INT32 ->
          number instanceof Long x
              ? (Object) (int) Math.max(Math.min(x, Integer.MAX_VALUE), Integer.MIN_VALUE)
              : (Object) number.intValue();
      case INT64 -> number.longValue();
      case BOOL -> number.doubleValue() != 0;
    };
  }

  private static @Nullable Object bitcast(Object a, DType result) {
    return switch (a) {
      case Float x when result == DType.INT32 -> Float.floatToRawIntBits(x);
      case Integer x when result == DType.FLOAT32 -> Float.intBitsToFloat(x);
      case Double x when result == DType.INT64 -> Double.doubleToRawLongBits(x);
      case Long x when result == DType.FLOAT64 -> Double.longBitsToDouble(x);
      default -> a;
    };
  }
}
