package org.ladera.core.program.interpret;

import org.jspecify.annotations.Nullable;
import org.ladera.core.program.ScalarOp;

/**
 * Ops of float32 on registers and numbers, which need no register then: what programs of float32
 * mostly consist of.
 */
final class FloatNumberOps {
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int THIRD = 4;

  private FloatNumberOps() {}

  /**
   * The op on registers and numbers, or null if it has no loop of its own.
   *
   * @param numbers which arguments are numbers: 1 for the first, 2 for the second, 4 for the third
   */
  static @Nullable ArrayOp of(ScalarOp op, int numbers) {
    return switch (op) {
      case ADD ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> add(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> add(in.floats[to], in.floats[b], number(in, a), n);
            default -> null;
          };
      case MULTIPLY ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> multiply(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> multiply(in.floats[to], in.floats[b], number(in, a), n);
            default -> null;
          };
      case MINIMUM ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> minimum(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> minimum(in.floats[to], in.floats[b], number(in, a), n);
            default -> null;
          };
      case MAXIMUM ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> maximum(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> maximum(in.floats[to], in.floats[b], number(in, a), n);
            default -> null;
          };
      case SUBTRACT ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> subtract(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> subtract(in.floats[to], number(in, a), in.floats[b], n);
            default -> null;
          };
      case DIVIDE ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> divide(in.floats[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> divide(in.floats[to], number(in, a), in.floats[b], n);
            default -> null;
          };
      case FMA ->
          switch (numbers) {
            case FIRST ->
                (in, to, a, b, c, n) ->
                    fma(in.floats[to], in.floats[b], number(in, a), in.floats[c], n);
            case SECOND ->
                (in, to, a, b, c, n) ->
                    fma(in.floats[to], in.floats[a], number(in, b), in.floats[c], n);
            case THIRD ->
                (in, to, a, b, c, n) ->
                    fma(in.floats[to], in.floats[a], in.floats[b], number(in, c), n);
            case FIRST + THIRD ->
                (in, to, a, b, c, n) ->
                    fma(in.floats[to], in.floats[b], number(in, a), number(in, c), n);
            case SECOND + THIRD ->
                (in, to, a, b, c, n) ->
                    fma(in.floats[to], in.floats[a], number(in, b), number(in, c), n);
            default -> null;
          };
      case LESS ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> less(in.bools[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> less(in.bools[to], number(in, a), in.floats[b], n);
            default -> null;
          };
      case LESS_EQUAL ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> lessEqual(in.bools[to], number(in, a), in.floats[b], n);
            default -> null;
          };
      case EQUAL ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> equal(in.bools[to], in.floats[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> equal(in.bools[to], in.floats[b], number(in, a), n);
            default -> null;
          };
      case SELECT ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, c, n) ->
                    select(in.floats[to], in.bools[a], number(in, b), in.floats[c], n);
            case THIRD ->
                (in, to, a, b, c, n) ->
                    select(in.floats[to], in.bools[a], in.floats[b], number(in, c), n);
            case SECOND + THIRD ->
                (in, to, a, b, c, n) ->
                    select(in.floats[to], in.bools[a], number(in, b), number(in, c), n);
            default -> null;
          };
      default -> null;
    };
  }

  private static float number(Registers in, int number) {
    return Bits.toFloat(in.numbers[number]);
  }

  private static void add(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b;
    }
  }

  private static void subtract(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] - b;
    }
  }

  private static void multiply(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b;
    }
  }

  private static void divide(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] / b;
    }
  }

  private static void minimum(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.min(a[i], b);
    }
  }

  private static void maximum(float[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(a[i], b);
    }
  }

  private static void subtract(float[] to, float a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a - b[i];
    }
  }

  private static void divide(float[] to, float a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a / b[i];
    }
  }

  private static void fma(float[] to, float[] a, float b, float[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.fma(a[i], b, c[i]);
    }
  }

  private static void fma(float[] to, float[] a, float[] b, float c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.fma(a[i], b[i], c);
    }
  }

  private static void fma(float[] to, float[] a, float b, float c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.fma(a[i], b, c);
    }
  }

  private static void less(byte[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] < b ? 1 : 0);
    }
  }

  private static void less(byte[] to, float a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a < b[i] ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] <= b ? 1 : 0);
    }
  }

  private static void lessEqual(byte[] to, float a, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a <= b[i] ? 1 : 0);
    }
  }

  private static void equal(byte[] to, float[] a, float b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) (a[i] == b ? 1 : 0);
    }
  }

  private static void select(float[] to, byte[] condition, float b, float[] c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b : c[i];
    }
  }

  private static void select(float[] to, byte[] condition, float[] b, float c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b[i] : c;
    }
  }

  private static void select(float[] to, byte[] condition, float b, float c, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = condition[i] != 0 ? b : c;
    }
  }
}
