package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;

/** Arithmetic on registers of int64, which wraps around. */
final class LongOps {
  private LongOps() {}

  /** The op on registers of this type only; what it is not for is refused before. */
  static ArrayOp of(ScalarOp op) {
    return switch (op) {
      case ADD -> (in, to, a, b, _, n) -> add(in.longs[to], in.longs[a], in.longs[b], n);
      case SUBTRACT -> (in, to, a, b, _, n) -> subtract(in.longs[to], in.longs[a], in.longs[b], n);
      case MULTIPLY -> (in, to, a, b, _, n) -> multiply(in.longs[to], in.longs[a], in.longs[b], n);
      case MINIMUM -> (in, to, a, b, _, n) -> minimum(in.longs[to], in.longs[a], in.longs[b], n);
      case MAXIMUM -> (in, to, a, b, _, n) -> maximum(in.longs[to], in.longs[a], in.longs[b], n);
      case BIT_AND -> (in, to, a, b, _, n) -> and(in.longs[to], in.longs[a], in.longs[b], n);
      case BIT_OR -> (in, to, a, b, _, n) -> or(in.longs[to], in.longs[a], in.longs[b], n);
      case BIT_XOR -> (in, to, a, b, _, n) -> xor(in.longs[to], in.longs[a], in.longs[b], n);
      case SHIFT_LEFT ->
          (in, to, a, b, _, n) -> shiftLeft(in.longs[to], in.longs[a], in.longs[b], n);
      case SHIFT_RIGHT ->
          (in, to, a, b, _, n) -> shiftRight(in.longs[to], in.longs[a], in.longs[b], n);
      case SHIFT_RIGHT_UNSIGNED ->
          (in, to, a, b, _, n) -> shiftRightUnsigned(in.longs[to], in.longs[a], in.longs[b], n);
      case NEGATE -> (in, to, a, _, _, n) -> negate(in.longs[to], in.longs[a], n);
      case ABS -> (in, to, a, _, _, n) -> abs(in.longs[to], in.longs[a], n);
      case SIGN -> (in, to, a, _, _, n) -> sign(in.longs[to], in.longs[a], n);
      default -> throw Refusals.missing(op);
    };
  }

  private static void add(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b[i];
    }
  }

  private static void subtract(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] - b[i];
    }
  }

  private static void multiply(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b[i];
    }
  }

  private static void minimum(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.min(a[i], b[i]);
    }
  }

  private static void maximum(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(a[i], b[i]);
    }
  }

  private static void and(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] & b[i];
    }
  }

  private static void or(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] | b[i];
    }
  }

  private static void xor(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] ^ b[i];
    }
  }

  private static void shiftLeft(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] << b[i];
    }
  }

  private static void shiftRight(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >> b[i];
    }
  }

  private static void shiftRightUnsigned(long[] to, long[] a, long[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >>> b[i];
    }
  }

  private static void negate(long[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = -a[i];
    }
  }

  private static void abs(long[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]);
    }
  }

  private static void sign(long[] to, long[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Long.signum(a[i]);
    }
  }
}
