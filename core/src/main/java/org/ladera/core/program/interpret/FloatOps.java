package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;

/** Arithmetic on registers of float32. */
final class FloatOps {
  private FloatOps() {}

  /** Up to here FAR_SIN and FAR_COS are 0. */
  static final float NEAR = 0x1p17f;

  /** The op on registers of this type only; what it is not for is refused before. */
  static ArrayOp of(ScalarOp op) {
    return switch (op) {
      case ADD -> (in, to, a, b, _, n) -> add(in.floats[to], in.floats[a], in.floats[b], n);
      case SUBTRACT ->
          (in, to, a, b, _, n) -> subtract(in.floats[to], in.floats[a], in.floats[b], n);
      case MULTIPLY ->
          (in, to, a, b, _, n) -> multiply(in.floats[to], in.floats[a], in.floats[b], n);
      case DIVIDE -> (in, to, a, b, _, n) -> divide(in.floats[to], in.floats[a], in.floats[b], n);
      case MINIMUM -> (in, to, a, b, _, n) -> minimum(in.floats[to], in.floats[a], in.floats[b], n);
      case MAXIMUM -> (in, to, a, b, _, n) -> maximum(in.floats[to], in.floats[a], in.floats[b], n);
      case NEGATE -> (in, to, a, _, _, n) -> negate(in.floats[to], in.floats[a], n);
      case ABS -> (in, to, a, _, _, n) -> abs(in.floats[to], in.floats[a], n);
      case SIGN -> (in, to, a, _, _, n) -> sign(in.floats[to], in.floats[a], n);
      case FLOOR -> (in, to, a, _, _, n) -> floor(in.floats[to], in.floats[a], n);
      case ROUND -> (in, to, a, _, _, n) -> round(in.floats[to], in.floats[a], n);
      case SQRT -> (in, to, a, _, _, n) -> sqrt(in.floats[to], in.floats[a], n);
      case FAR_SIN -> (in, to, a, _, _, n) -> farSine(in.floats[to], in.floats[a], n);
      case FAR_COS -> (in, to, a, _, _, n) -> farCosine(in.floats[to], in.floats[a], n);
      case FMA ->
          (in, to, a, b, c, n) -> fma(in.floats[to], in.floats[a], in.floats[b], in.floats[c], n);
      default -> throw Refusals.missing(op);
    };
  }

  private static void add(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b[i];
    }
  }

  private static void subtract(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] - b[i];
    }
  }

  private static void multiply(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b[i];
    }
  }

  private static void divide(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] / b[i];
    }
  }

  private static void minimum(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.min(a[i], b[i]);
    }
  }

  private static void maximum(float[] to, float[] a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(a[i], b[i]);
    }
  }

  private static void negate(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = -a[i];
    }
  }

  private static void abs(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]);
    }
  }

  private static void sign(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.signum(a[i]);
    }
  }

  private static void floor(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) Math.floor(a[i]);
    }
  }

  private static void round(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) Math.rint(a[i]);
    }
  }

  private static void sqrt(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) Math.sqrt(a[i]);
    }
  }

  private static void farSine(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]) <= NEAR ? 0 : (float) StrictMath.sin(a[i]);
    }
  }

  private static void farCosine(float[] to, float[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]) <= NEAR ? 0 : (float) StrictMath.cos(a[i]);
    }
  }

  private static void fma(float[] to, float[] a, float[] b, float[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.fma(a[i], b[i], c[i]);
    }
  }
}
