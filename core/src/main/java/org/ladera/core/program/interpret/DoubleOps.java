package org.ladera.core.program.interpret;

import org.ladera.core.function.ErrorFunction;
import org.ladera.core.function.Functions;
import org.ladera.core.program.ScalarOp;

/** Arithmetic and functions on registers of float64. */
final class DoubleOps {
  private DoubleOps() {}

  /** The op on registers of this type only; what it is not for is refused before. */
  static ArrayOp of(ScalarOp op) {
    return switch (op) {
      case ADD -> (in, to, a, b, _, n) -> add(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case SUBTRACT ->
          (in, to, a, b, _, n) -> subtract(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case MULTIPLY ->
          (in, to, a, b, _, n) -> multiply(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case DIVIDE ->
          (in, to, a, b, _, n) -> divide(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case MINIMUM ->
          (in, to, a, b, _, n) -> minimum(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case MAXIMUM ->
          (in, to, a, b, _, n) -> maximum(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case POWER -> (in, to, a, b, _, n) -> pow(in.doubles[to], in.doubles[a], in.doubles[b], n);
      case NEGATE -> (in, to, a, _, _, n) -> negate(in.doubles[to], in.doubles[a], n);
      case ABS -> (in, to, a, _, _, n) -> abs(in.doubles[to], in.doubles[a], n);
      case SIGN -> (in, to, a, _, _, n) -> sign(in.doubles[to], in.doubles[a], n);
      case FLOOR -> (in, to, a, _, _, n) -> floor(in.doubles[to], in.doubles[a], n);
      case ROUND -> (in, to, a, _, _, n) -> round(in.doubles[to], in.doubles[a], n);
      case SQRT -> (in, to, a, _, _, n) -> sqrt(in.doubles[to], in.doubles[a], n);
      case EXP -> (in, to, a, _, _, n) -> exp(in.doubles[to], in.doubles[a], n);
      case EXPM1 -> (in, to, a, _, _, n) -> expm1(in.doubles[to], in.doubles[a], n);
      case LOG -> (in, to, a, _, _, n) -> log(in.doubles[to], in.doubles[a], n);
      case LOG1P -> (in, to, a, _, _, n) -> log1p(in.doubles[to], in.doubles[a], n);
      case SIN -> (in, to, a, _, _, n) -> sin(in.doubles[to], in.doubles[a], n);
      case COS -> (in, to, a, _, _, n) -> cos(in.doubles[to], in.doubles[a], n);
      case TANH -> (in, to, a, _, _, n) -> tanh(in.doubles[to], in.doubles[a], n);
      case SIGMOID -> (in, to, a, _, _, n) -> sigmoid(in.doubles[to], in.doubles[a], n);
      case ERF -> (in, to, a, _, _, n) -> erf(in.doubles[to], in.doubles[a], n);
      case FMA ->
          (in, to, a, b, c, n) ->
              fma(in.doubles[to], in.doubles[a], in.doubles[b], in.doubles[c], n);
      default -> throw Refusals.missing(op);
    };
  }

  private static void add(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b[i];
    }
  }

  private static void subtract(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] - b[i];
    }
  }

  private static void multiply(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b[i];
    }
  }

  private static void divide(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] / b[i];
    }
  }

  private static void minimum(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.min(a[i], b[i]);
    }
  }

  private static void maximum(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(a[i], b[i]);
    }
  }

  private static void pow(double[] to, double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Functions.pow(a[i], b[i]);
    }
  }

  private static void negate(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = -a[i];
    }
  }

  private static void abs(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.abs(a[i]);
    }
  }

  private static void sign(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.signum(a[i]);
    }
  }

  private static void floor(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.floor(a[i]);
    }
  }

  private static void round(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.rint(a[i]);
    }
  }

  private static void sqrt(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.sqrt(a[i]);
    }
  }

  private static void exp(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.exp(a[i]);
    }
  }

  private static void expm1(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.expm1(a[i]);
    }
  }

  private static void log(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.log(a[i]);
    }
  }

  private static void log1p(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.log1p(a[i]);
    }
  }

  private static void sin(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.sin(a[i]);
    }
  }

  private static void cos(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.cos(a[i]);
    }
  }

  private static void tanh(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = StrictMath.tanh(a[i]);
    }
  }

  private static void sigmoid(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Functions.sigmoid(a[i]);
    }
  }

  private static void erf(double[] to, double[] a, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = ErrorFunction.of(a[i]);
    }
  }

  private static void fma(double[] to, double[] a, double[] b, double[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.fma(a[i], b[i], c[i]);
    }
  }
}
