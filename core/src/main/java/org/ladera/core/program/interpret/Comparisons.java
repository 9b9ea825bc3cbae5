package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Comparisons of registers. */
final class Comparisons {
  private Comparisons() {}

  /** The comparison of registers of a type, where one is of bools: false is less than true. */
  static ArrayOp of(ScalarOp op, DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          switch (op) {
            case LESS -> (in, to, a, b, _, n) -> less(in.bools[to], in.floats[a], in.floats[b], n);
            case LESS_EQUAL ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.floats[a], in.floats[b], n);
            case EQUAL ->
                (in, to, a, b, _, n) -> equal(in.bools[to], in.floats[a], in.floats[b], n);
            default -> throw Refusals.missing(op);
          };
      case FLOAT64 ->
          switch (op) {
            case LESS ->
                (in, to, a, b, _, n) -> less(in.bools[to], in.doubles[a], in.doubles[b], n);
            case LESS_EQUAL ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.doubles[a], in.doubles[b], n);
            case EQUAL ->
                (in, to, a, b, _, n) -> equal(in.bools[to], in.doubles[a], in.doubles[b], n);
            default -> throw Refusals.missing(op);
          };
      case INT32 ->
          switch (op) {
            case LESS -> (in, to, a, b, _, n) -> less(in.bools[to], in.ints[a], in.ints[b], n);
            case LESS_EQUAL ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.ints[a], in.ints[b], n);
            case EQUAL -> (in, to, a, b, _, n) -> equal(in.bools[to], in.ints[a], in.ints[b], n);
            default -> throw Refusals.missing(op);
          };
      case INT64 ->
          switch (op) {
            case LESS -> (in, to, a, b, _, n) -> less(in.bools[to], in.longs[a], in.longs[b], n);
            case LESS_EQUAL ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.longs[a], in.longs[b], n);
            case EQUAL -> (in, to, a, b, _, n) -> equal(in.bools[to], in.longs[a], in.longs[b], n);
            default -> throw Refusals.missing(op);
          };
      case BOOL ->
          switch (op) {
            case LESS -> (in, to, a, b, _, n) -> less(in.bools[to], in.bools[a], in.bools[b], n);
            case LESS_EQUAL ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.bools[a], in.bools[b], n);
            case EQUAL -> (in, to, a, b, _, n) -> equal(in.bools[to], in.bools[a], in.bools[b], n);
            default -> throw Refusals.missing(op);
          };
    };
  }

  private static void less(byte[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
  }

  private static void less(byte[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
  }

  private static void less(byte[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
  }

  private static void less(byte[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
  }

  private static void less(byte[] to, byte[] a, byte[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, byte[] a, byte[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, byte[] a, byte[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
  }
}
