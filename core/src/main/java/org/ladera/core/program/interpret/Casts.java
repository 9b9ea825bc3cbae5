package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/**
 * Conversions of registers: rounding, truncation towards zero, saturation, NaN to 0, and whether it
 * is not zero.
 */
final class Casts {
  private Casts() {}

  /** The conversion between registers of two types. */
  static ArrayOp of(DType from, DType to) {
    return switch (from) {
      case FLOAT32 ->
          switch (to) {
            case FLOAT32 -> (in, target, a, _, _, n) -> convert(in.floats[target], in.floats[a], n);
            case FLOAT64 ->
                (in, target, a, _, _, n) -> convert(in.doubles[target], in.floats[a], n);
            case INT32 -> (in, target, a, _, _, n) -> convert(in.ints[target], in.floats[a], n);
            case INT64 -> (in, target, a, _, _, n) -> convert(in.longs[target], in.floats[a], n);
            case BOOL -> (in, target, a, _, _, n) -> convert(in.bools[target], in.floats[a], n);
          };
      case FLOAT64 ->
          switch (to) {
            case FLOAT32 ->
                (in, target, a, _, _, n) -> convert(in.floats[target], in.doubles[a], n);
            case FLOAT64 ->
                (in, target, a, _, _, n) -> convert(in.doubles[target], in.doubles[a], n);
            case INT32 -> (in, target, a, _, _, n) -> convert(in.ints[target], in.doubles[a], n);
            case INT64 -> (in, target, a, _, _, n) -> convert(in.longs[target], in.doubles[a], n);
            case BOOL -> (in, target, a, _, _, n) -> convert(in.bools[target], in.doubles[a], n);
          };
      case INT32 ->
          switch (to) {
            case FLOAT32 -> (in, target, a, _, _, n) -> convert(in.floats[target], in.ints[a], n);
            case FLOAT64 -> (in, target, a, _, _, n) -> convert(in.doubles[target], in.ints[a], n);
            case INT32 -> (in, target, a, _, _, n) -> convert(in.ints[target], in.ints[a], n);
            case INT64 -> (in, target, a, _, _, n) -> convert(in.longs[target], in.ints[a], n);
            case BOOL -> (in, target, a, _, _, n) -> convert(in.bools[target], in.ints[a], n);
          };
      case INT64 ->
          switch (to) {
            case FLOAT32 -> (in, target, a, _, _, n) -> convert(in.floats[target], in.longs[a], n);
            case FLOAT64 -> (in, target, a, _, _, n) -> convert(in.doubles[target], in.longs[a], n);
            case INT32 -> (in, target, a, _, _, n) -> convert(in.ints[target], in.longs[a], n);
            case INT64 -> (in, target, a, _, _, n) -> convert(in.longs[target], in.longs[a], n);
            case BOOL -> (in, target, a, _, _, n) -> convert(in.bools[target], in.longs[a], n);
          };
      case BOOL ->
          switch (to) {
            case FLOAT32 -> (in, target, a, _, _, n) -> convert(in.floats[target], in.bools[a], n);
            case FLOAT64 -> (in, target, a, _, _, n) -> convert(in.doubles[target], in.bools[a], n);
            case INT32 -> (in, target, a, _, _, n) -> convert(in.ints[target], in.bools[a], n);
            case INT64 -> (in, target, a, _, _, n) -> convert(in.longs[target], in.bools[a], n);
            case BOOL -> (in, target, a, _, _, n) -> convert(in.bools[target], in.bools[a], n);
          };
    };
  }

  /** The same bits in a type of the same size. */
  static ArrayOp ofBits(DType from, DType to) {
    if (from == to) {
      return of(from, to);
    }
    return switch (from) {
      case FLOAT32 -> (in, target, a, _, _, n) -> bits(in.ints[target], in.floats[a], n);
      case INT32 -> (in, target, a, _, _, n) -> bits(in.floats[target], in.ints[a], n);
      case FLOAT64 -> (in, target, a, _, _, n) -> bits(in.longs[target], in.doubles[a], n);
      case INT64 -> (in, target, a, _, _, n) -> bits(in.doubles[target], in.longs[a], n);
      case BOOL -> throw Refusals.missing(ScalarOp.BITCAST);
    };
  }

  private static void convert(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(double[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(int[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (int) a[i];
    }
  }

  private static void convert(long[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (long) a[i];
    }
  }

  private static void convert(byte[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] != 0 ? 1 : 0);
    }
  }

  private static void convert(float[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) a[i];
    }
  }

  private static void convert(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(int[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (int) a[i];
    }
  }

  private static void convert(long[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (long) a[i];
    }
  }

  private static void convert(byte[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] != 0 ? 1 : 0);
    }
  }

  private static void convert(float[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) a[i];
    }
  }

  private static void convert(double[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(int[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(long[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(byte[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] != 0 ? 1 : 0);
    }
  }

  private static void convert(float[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) a[i];
    }
  }

  private static void convert(double[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (double) a[i];
    }
  }

  private static void convert(int[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.clamp(a[i], Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
  }

  private static void convert(long[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(byte[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] != 0 ? 1 : 0);
    }
  }

  private static void convert(float[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(double[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(int[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(long[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void convert(byte[] to, byte[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i];
    }
  }

  private static void bits(int[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Float.floatToRawIntBits(a[i]);
    }
  }

  private static void bits(float[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Float.intBitsToFloat(a[i]);
    }
  }

  private static void bits(long[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Double.doubleToRawLongBits(a[i]);
    }
  }

  private static void bits(double[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Double.longBitsToDouble(a[i]);
    }
  }
}
