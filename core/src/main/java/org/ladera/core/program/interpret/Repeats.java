package org.ladera.core.program.interpret;

import org.ladera.core.type.DType;

/** Repeats an entry of each row in all columns. */
final class Repeats {
  private Repeats() {}

  static void run(Registers in, DType dtype, int target, int a, int rows, int columns) {
    switch (dtype) {
      case FLOAT32 -> repeat(in.floats[target], in.floats[a], rows, columns);
      case FLOAT64 -> repeat(in.doubles[target], in.doubles[a], rows, columns);
      case INT32 -> repeat(in.ints[target], in.ints[a], rows, columns);
      case INT64 -> repeat(in.longs[target], in.longs[a], rows, columns);
      case BOOL -> repeat(in.bools[target], in.bools[a], rows, columns);
    }
  }

  private static void repeat(float[] to, float[] a, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      float entry = a[row];
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        to[i] = entry;
      }
    }
  }

  private static void repeat(double[] to, double[] a, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      double entry = a[row];
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        to[i] = entry;
      }
    }
  }

  private static void repeat(int[] to, int[] a, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      int entry = a[row];
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        to[i] = entry;
      }
    }
  }

  private static void repeat(long[] to, long[] a, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      long entry = a[row];
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        to[i] = entry;
      }
    }
  }

  private static void repeat(byte[] to, byte[] a, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      byte entry = a[row];
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        to[i] = entry;
      }
    }
  }
}
