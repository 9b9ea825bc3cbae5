package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Logic on registers of bools, and choices by them. */
final class BoolOps {
  private BoolOps() {}

  /** The op on registers of bools. */
  static ArrayOp of(ScalarOp op) {
    return switch (op) {
      case AND -> (in, to, a, b, _, n) -> and(in.bools[to], in.bools[a], in.bools[b], n);
      case OR -> (in, to, a, b, _, n) -> or(in.bools[to], in.bools[a], in.bools[b], n);
      case NOT -> (in, to, a, _, _, n) -> not(in.bools[to], in.bools[a], n);
      default -> throw Refusals.missing(op);
    };
  }

  /** The choice between registers of a type. */
  static ArrayOp select(DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          (in, to, a, b, c, n) -> select(in.floats[to], in.bools[a], in.floats[b], in.floats[c], n);
      case FLOAT64 ->
          (in, to, a, b, c, n) ->
              select(in.doubles[to], in.bools[a], in.doubles[b], in.doubles[c], n);
      case INT32 ->
          (in, to, a, b, c, n) -> select(in.ints[to], in.bools[a], in.ints[b], in.ints[c], n);
      case INT64 ->
          (in, to, a, b, c, n) -> select(in.longs[to], in.bools[a], in.longs[b], in.longs[c], n);
      case BOOL ->
          (in, to, a, b, c, n) -> select(in.bools[to], in.bools[a], in.bools[b], in.bools[c], n);
    };
  }

  /** Whether one of the first bools is true. */
  static boolean any(byte[] a, int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found |= a[i];
    }
    return found != 0;
  }

  private static void and(byte[] to, byte[] a, byte[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] & b[i]);
    }
  }

  private static void or(byte[] to, byte[] a, byte[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] | b[i]);
    }
  }

  private static void not(byte[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] ^ 1);
    }
  }

  private static void select(float[] to, byte[] condition, float[] b, float[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c[i];
    }
  }

  private static void select(double[] to, byte[] condition, double[] b, double[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c[i];
    }
  }

  private static void select(int[] to, byte[] condition, int[] b, int[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c[i];
    }
  }

  private static void select(long[] to, byte[] condition, long[] b, long[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c[i];
    }
  }

  private static void select(byte[] to, byte[] condition, byte[] b, byte[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c[i];
    }
  }
}
