package org.ladera.core.program.interpret;

import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Reductions of registers. */
final class Reductions {
  private Reductions() {}

  /** The op that combines two values. */
  static ScalarOp op(Reduction kind) {
    return switch (kind) {
      case SUM -> ScalarOp.ADD;
      case MAX -> ScalarOp.MAXIMUM;
      case MIN -> ScalarOp.MINIMUM;
    };
  }

  /** The bits of the reduction of nothing. */
  static long none(Reduction kind, DType dtype) {
    if (kind == Reduction.SUM) {
      return 0;
    }
    boolean max = kind == Reduction.MAX;
    return switch (dtype) {
      case FLOAT32 -> Bits.of(max ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
      case FLOAT64 -> Bits.of(max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      case INT32 -> max ? Integer.MIN_VALUE : Integer.MAX_VALUE;
      case INT64 -> max ? Long.MIN_VALUE : Long.MAX_VALUE;
      case BOOL -> throw new IllegalStateException("a bool should have been refused");
    };
  }

  /** Reduces each row of a register to an entry of another. */
  static void rows(
      Registers in, Reduction kind, DType dtype, int target, int a, int rows, int columns) {
    switch (dtype) {
      case FLOAT32 -> {
        for (int row = 0; row < rows; row++) {
          in.floats[target][row] = row(in, kind, in.floats[a], row * columns, columns);
        }
      }
      case FLOAT64 -> {
        for (int row = 0; row < rows; row++) {
          in.doubles[target][row] = row(in, kind, in.doubles[a], row * columns, columns);
        }
      }
      case INT32 -> {
        for (int row = 0; row < rows; row++) {
          in.ints[target][row] = row(kind, in.ints[a], row * columns, columns);
        }
      }
      case INT64 -> {
        for (int row = 0; row < rows; row++) {
          in.longs[target][row] = row(kind, in.longs[a], row * columns, columns);
        }
      }
      case BOOL -> throw new IllegalStateException("a bool should have been refused");
    }
  }

  private static float row(Registers in, Reduction kind, float[] a, int from, int count) {
    return switch (kind) {
      case SUM -> FloatReductions.sum(a, from, count, in.floatLanes);
      case MAX -> FloatReductions.max(a, from, count, in.floatLanes);
      case MIN -> FloatReductions.min(a, from, count, in.floatLanes);
    };
  }

  private static double row(Registers in, Reduction kind, double[] a, int from, int count) {
    return switch (kind) {
      case SUM -> DoubleReductions.sum(a, from, count, in.doubleLanes);
      case MAX -> DoubleReductions.max(a, from, count, in.doubleLanes);
      case MIN -> DoubleReductions.min(a, from, count, in.doubleLanes);
    };
  }

  private static int row(Reduction kind, int[] a, int from, int count) {
    return switch (kind) {
      case SUM -> IntReductions.sum(a, from, count);
      case MAX -> IntReductions.max(a, from, count);
      case MIN -> IntReductions.min(a, from, count);
    };
  }

  private static long row(Reduction kind, long[] a, int from, int count) {
    return switch (kind) {
      case SUM -> LongReductions.sum(a, from, count);
      case MAX -> LongReductions.max(a, from, count);
      case MIN -> LongReductions.min(a, from, count);
    };
  }

  /** Combines each of the first entries of a register with an entry of another. */
  static void total(
      Registers in, Reduction kind, DType dtype, int target, int a, int from, int count) {
    switch (dtype) {
      case FLOAT32 -> total(kind, in.floats[target], in.floats[a], from, count);
      case FLOAT64 -> total(kind, in.doubles[target], in.doubles[a], from, count);
      case INT32 -> total(kind, in.ints[target], in.ints[a], from, count);
      case INT64 -> total(kind, in.longs[target], in.longs[a], from, count);
      case BOOL -> throw new IllegalStateException("a bool should have been refused");
    }
  }

  private static void total(Reduction kind, float[] to, float[] a, int from, int count) {
    switch (kind) {
      case SUM -> FloatReductions.add(to, a, from, count);
      case MAX -> FloatReductions.max(to, a, from, count);
      case MIN -> FloatReductions.min(to, a, from, count);
    }
  }

  private static void total(Reduction kind, double[] to, double[] a, int from, int count) {
    switch (kind) {
      case SUM -> DoubleReductions.add(to, a, from, count);
      case MAX -> DoubleReductions.max(to, a, from, count);
      case MIN -> DoubleReductions.min(to, a, from, count);
    }
  }

  private static void total(Reduction kind, int[] to, int[] a, int from, int count) {
    switch (kind) {
      case SUM -> IntReductions.add(to, a, from, count);
      case MAX -> IntReductions.max(to, a, from, count);
      case MIN -> IntReductions.min(to, a, from, count);
    }
  }

  private static void total(Reduction kind, long[] to, long[] a, int from, int count) {
    switch (kind) {
      case SUM -> LongReductions.add(to, a, from, count);
      case MAX -> LongReductions.max(to, a, from, count);
      case MIN -> LongReductions.min(to, a, from, count);
    }
  }
}
