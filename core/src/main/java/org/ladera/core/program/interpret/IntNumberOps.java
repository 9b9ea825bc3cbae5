package org.ladera.core.program.interpret;

import org.jspecify.annotations.Nullable;
import org.ladera.core.program.ScalarOp;

/**
 * Ops of int32 on registers and numbers, which need no register then: what functions of float32 are
 * written out in.
 */
final class IntNumberOps {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private IntNumberOps() {}

  /**
   * The op on registers and numbers, or null if it has no loop of its own.
   *
   * @param numbers which arguments are numbers: 1 for the first, 2 for the second, 4 for the third
   */
  static @Nullable ArrayOp of(ScalarOp op, int numbers) {
    return switch (op) {
      case ADD ->
          switch (numbers) {
            case SECOND -> (in, to, a, b, _, n) -> add(in.ints[to], in.ints[a], number(in, b), n);
            case FIRST -> (in, to, a, b, _, n) -> add(in.ints[to], in.ints[b], number(in, a), n);
            default -> null;
          };
      case MULTIPLY ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> multiply(in.ints[to], in.ints[a], number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> multiply(in.ints[to], in.ints[b], number(in, a), n);
            default -> null;
          };
      case BIT_AND ->
          switch (numbers) {
            case SECOND -> (in, to, a, b, _, n) -> and(in.ints[to], in.ints[a], number(in, b), n);
            case FIRST -> (in, to, a, b, _, n) -> and(in.ints[to], in.ints[b], number(in, a), n);
            default -> null;
          };
      case BIT_OR ->
          switch (numbers) {
            case SECOND -> (in, to, a, b, _, n) -> or(in.ints[to], in.ints[a], number(in, b), n);
            case FIRST -> (in, to, a, b, _, n) -> or(in.ints[to], in.ints[b], number(in, a), n);
            default -> null;
          };
      case BIT_XOR ->
          switch (numbers) {
            case SECOND -> (in, to, a, b, _, n) -> xor(in.ints[to], in.ints[a], number(in, b), n);
            case FIRST -> (in, to, a, b, _, n) -> xor(in.ints[to], in.ints[b], number(in, a), n);
            default -> null;
          };
      case SUBTRACT ->
          switch (numbers) {
            case SECOND -> (in, to, a, b, _, n) -> add(in.ints[to], in.ints[a], -number(in, b), n);
            case FIRST ->
                (in, to, a, b, _, n) -> subtract(in.ints[to], number(in, a), in.ints[b], n);
            default -> null;
          };
      case SHIFT_LEFT ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> shiftLeft(in.ints[to], in.ints[a], number(in, b), n);
            default -> null;
          };
      case SHIFT_RIGHT ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) -> shiftRight(in.ints[to], in.ints[a], number(in, b), n);
            default -> null;
          };
      case SHIFT_RIGHT_UNSIGNED ->
          switch (numbers) {
            case SECOND ->
                (in, to, a, b, _, n) ->
                    shiftRightUnsigned(in.ints[to], in.ints[a], number(in, b), n);
            default -> null;
          };
      default -> null;
    };
  }

  private static int number(Registers in, int number) {
    return (int) in.numbers[number];
  }

  private static void add(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] + b;
    }
  }

  private static void multiply(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] * b;
    }
  }

  private static void and(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] & b;
    }
  }

  private static void or(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] | b;
    }
  }

  private static void xor(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] ^ b;
    }
  }

  private static void shiftLeft(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] << b;
    }
  }

  private static void shiftRight(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >> b;
    }
  }

  private static void shiftRightUnsigned(int[] to, int[] a, int b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a[i] >>> b;
    }
  }

  private static void subtract(int[] to, int a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = a - b[i];
    }
  }
}
