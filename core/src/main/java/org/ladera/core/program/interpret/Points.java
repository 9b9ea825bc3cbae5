package org.ladera.core.program.interpret;

import org.ladera.core.function.ErrorFunction;
import org.ladera.core.function.Functions;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Ops on single numbers, as bits. */
final class Points {
  private Points() {}

  /**
   * The result of an op.
   *
   * @param argument the type of the first argument
   */
  static long apply(ScalarOp op, DType argument, DType result, long a, long b, long c) {
    return switch (op) {
      case SELECT -> a != 0 ? b : c;
      case CAST -> cast(argument, result, a);
      case BITCAST -> bitcast(result, a);
      default ->
          switch (argument) {
            case FLOAT32 -> floats(op, Bits.toFloat(a), Bits.toFloat(b), Bits.toFloat(c));
            case FLOAT64 -> doubles(op, Bits.toDouble(a), Bits.toDouble(b), Bits.toDouble(c));
            case INT32 -> ints(op, (int) a, (int) b);
            case INT64, BOOL -> longs(op, a, b);
          };
    };
  }

  private static long floats(ScalarOp op, float a, float b, float c) {
    return switch (op) {
      case LESS -> Bits.of(a < b);
      case LESS_EQUAL -> Bits.of(a <= b);
      case EQUAL -> Bits.of(a == b);
      default -> Bits.of(float32(op, a, b, c));
    };
  }

  private static float float32(ScalarOp op, float a, float b, float c) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case SIGN -> Math.signum(a);
      case FLOOR -> (float) Math.floor(a);
      case ROUND -> (float) Math.rint(a);
      case SQRT -> (float) Math.sqrt(a);
      case FMA -> Math.fma(a, b, c);
      case FAR_SIN -> Math.abs(a) <= FloatOps.NEAR ? 0 : (float) StrictMath.sin(a);
      case FAR_COS -> Math.abs(a) <= FloatOps.NEAR ? 0 : (float) StrictMath.cos(a);
      default -> throw Refusals.missing(op);
    };
  }

  private static long doubles(ScalarOp op, double a, double b, double c) {
    return switch (op) {
      case LESS -> Bits.of(a < b);
      case LESS_EQUAL -> Bits.of(a <= b);
      case EQUAL -> Bits.of(a == b);
      default -> Bits.of(float64(op, a, b, c));
    };
  }

  private static double float64(ScalarOp op, double a, double b, double c) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case SIGN -> Math.signum(a);
      case FLOOR -> Math.floor(a);
      case ROUND -> Math.rint(a);
      case SQRT -> Math.sqrt(a);
      case FMA -> Math.fma(a, b, c);
      default -> strict(op, a, b);
    };
  }

  private static double strict(ScalarOp op, double a, double b) {
    return switch (op) {
      case EXP -> StrictMath.exp(a);
      case EXPM1 -> StrictMath.expm1(a);
      case LOG -> StrictMath.log(a);
      case LOG1P -> StrictMath.log1p(a);
      case SIN -> StrictMath.sin(a);
      case COS -> StrictMath.cos(a);
      case TANH -> StrictMath.tanh(a);
      case SIGMOID -> Functions.sigmoid(a);
      case ERF -> ErrorFunction.of(a);
      case POWER -> Functions.pow(a, b);
      default -> throw Refusals.missing(op);
    };
  }

  private static long ints(ScalarOp op, int a, int b) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED ->
          int32(op, a, b);
      default -> longs(op, a, b);
    };
  }

  /** What 64 bits would compute otherwise. */
  private static int int32(ScalarOp op, int a, int b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case SHIFT_LEFT -> a << b;
      case SHIFT_RIGHT -> a >> b;
      case SHIFT_RIGHT_UNSIGNED -> a >>> b;
      default -> throw Refusals.missing(op);
    };
  }

  private static long longs(ScalarOp op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case SIGN -> Long.signum(a);
      case LESS -> Bits.of(a < b);
      case LESS_EQUAL -> Bits.of(a <= b);
      case EQUAL -> Bits.of(a == b);
      case AND, BIT_AND -> a & b;
      case OR, BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case NOT -> a ^ 1;
      case SHIFT_LEFT -> a << b;
      case SHIFT_RIGHT -> a >> b;
      case SHIFT_RIGHT_UNSIGNED -> a >>> b;
      default -> throw Refusals.missing(op);
    };
  }

  private static long bitcast(DType result, long bits) {
    return switch (result) {
      case FLOAT32 -> bits & 0xffffffffL;
      case INT32 -> (int) bits;
      case FLOAT64, INT64, BOOL -> bits;
    };
  }

  private static long cast(DType from, DType to, long bits) {
    return switch (from) {
      case FLOAT32 -> {
        float a = Bits.toFloat(bits);
        yield switch (to) {
          case FLOAT32 -> bits;
          case FLOAT64 -> Bits.of((double) a);
          case INT32 -> (int) a;
          case INT64 -> (long) a;
          case BOOL -> Bits.of(a != 0);
        };
      }
      case FLOAT64 -> {
        double a = Bits.toDouble(bits);
        yield switch (to) {
          case FLOAT32 -> Bits.of((float) a);
          case FLOAT64 -> bits;
          case INT32 -> (int) a;
          case INT64 -> (long) a;
          case BOOL -> Bits.of(a != 0);
        };
      }
      case INT32, INT64, BOOL ->
          switch (to) {
            case FLOAT32 -> Bits.of((float) bits);
            case FLOAT64 -> Bits.of((double) bits);
            case INT32 -> Math.clamp(bits, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> bits;
            case BOOL -> Bits.of(bits != 0);
          };
    };
  }
}
