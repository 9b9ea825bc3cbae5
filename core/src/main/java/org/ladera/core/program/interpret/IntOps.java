package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;

/** Arithmetic on registers of int32, which wraps around. */
final class IntOps {
  private IntOps() {}

  /** The op on registers of this type only; what it is not for is refused before. */
  static ArrayOp of(ScalarOp op) {
    return switch (op) {
      case ADD -> (in, to, a, b, _, n) -> add(in.ints[to], in.ints[a], in.ints[b], n);
      case SUBTRACT -> (in, to, a, b, _, n) -> subtract(in.ints[to], in.ints[a], in.ints[b], n);
      case MULTIPLY -> (in, to, a, b, _, n) -> multiply(in.ints[to], in.ints[a], in.ints[b], n);
      case MINIMUM -> (in, to, a, b, _, n) -> minimum(in.ints[to], in.ints[a], in.ints[b], n);
      case MAXIMUM -> (in, to, a, b, _, n) -> maximum(in.ints[to], in.ints[a], in.ints[b], n);
      case BIT_AND -> (in, to, a, b, _, n) -> and(in.ints[to], in.ints[a], in.ints[b], n);
      case BIT_OR -> (in, to, a, b, _, n) -> or(in.ints[to], in.ints[a], in.ints[b], n);
      case BIT_XOR -> (in, to, a, b, _, n) -> xor(in.ints[to], in.ints[a], in.ints[b], n);
      case SHIFT_LEFT -> (in, to, a, b, _, n) -> shiftLeft(in.ints[to], in.ints[a], in.ints[b], n);
      case SHIFT_RIGHT ->
          (in, to, a, b, _, n) -> shiftRight(in.ints[to], in.ints[a], in.ints[b], n);
      case SHIFT_RIGHT_UNSIGNED ->
          (in, to, a, b, _, n) -> shiftRightUnsigned(in.ints[to], in.ints[a], in.ints[b], n);
      case NEGATE -> (in, to, a, _, _, n) -> negate(in.ints[to], in.ints[a], n);
      case ABS -> (in, to, a, _, _, n) -> abs(in.ints[to], in.ints[a], n);
      case SIGN -> (in, to, a, _, _, n) -> sign(in.ints[to], in.ints[a], n);
      default -> throw Refusals.missing(op);
    };
  }

  private static void add(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b[i];
    }
  }

  private static void subtract(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] - b[i];
    }
  }

  private static void multiply(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b[i];
    }
  }

  private static void minimum(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.min(a[i], b[i]);
    }
  }

  private static void maximum(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(a[i], b[i]);
    }
  }

  private static void and(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] & b[i];
    }
  }

  private static void or(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] | b[i];
    }
  }

  private static void xor(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] ^ b[i];
    }
  }

  private static void shiftLeft(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] << b[i];
    }
  }

  private static void shiftRight(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >> b[i];
    }
  }

  private static void shiftRightUnsigned(int[] to, int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >>> b[i];
    }
  }

  private static void negate(int[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = -a[i];
    }
  }

  private static void abs(int[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]);
    }
  }

  private static void sign(int[] to, int[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Integer.signum(a[i]);
    }
  }
}
