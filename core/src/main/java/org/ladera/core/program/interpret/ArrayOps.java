package org.ladera.core.program.interpret;

import org.jspecify.annotations.Nullable;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Finds the loop of an op. */
final class ArrayOps {
  private ArrayOps() {}

  /** The op on registers. */
  static ArrayOp of(ScalarOp op, DType result, DType argument, DType last) {
    return switch (op) {
      case LESS, LESS_EQUAL, EQUAL -> Comparisons.of(op, argument);
      case SELECT -> BoolOps.select(last);
      case CAST -> Casts.of(argument, result);
      case BITCAST -> Casts.ofBits(argument, result);
      default ->
          switch (argument) {
            case FLOAT32 -> FloatOps.of(op);
            case FLOAT64 -> DoubleOps.of(op);
            case INT32 -> IntOps.of(op);
            case INT64 -> LongOps.of(op);
            case BOOL -> BoolOps.of(op);
          };
    };
  }

  /** The op where some arguments are numbers, or null if all have to be registers. */
  static @Nullable ArrayOp of(ScalarOp op, DType last, int numbers) {
    return switch (last) {
      case FLOAT32 -> FloatNumberOps.of(op, numbers);
      case INT32 -> IntNumberOps.of(op, numbers);
      default -> null;
    };
  }
}
