package org.ladera.core.backend.cpu.blas;

import org.ladera.core.type.DType;

/** Products one entry at a time: each is added up from 0 in the order of k, each step fused. */
final class ScalarProducts {
  private ScalarProducts() {}

  static void multiply(MatrixProduct p, long a, long b, long c) {
    if (p.type == DType.FLOAT32) {
      float32(p, a, b, c);
    } else {
      float64(p, a, b, c);
    }
  }

  private static void float32(MatrixProduct p, long a, long b, long c) {
    long stepA = 4 * p.a.columnStride();
    long stepB = 4 * p.b.rowStride();
    for (int row = 0; row < p.m; row++) {
      long fromA = a + 4L * row * p.a.rowStride();
      long to = c + 4L * row * p.rowOfC;
      for (int column = 0; column < p.n; column++) {
        long atA = fromA;
        long atB = b + 4L * column * p.b.columnStride();
        float sum = 0;
        for (int i = 0; i < p.k; i++) {
          sum = Math.fma(Memory.float32(atA), Memory.float32(atB), sum);
          atA += stepA;
          atB += stepB;
        }
        Memory.float32(to + 4L * column, sum);
      }
    }
  }

  private static void float64(MatrixProduct p, long a, long b, long c) {
    long stepA = 8 * p.a.columnStride();
    long stepB = 8 * p.b.rowStride();
    for (int row = 0; row < p.m; row++) {
      long fromA = a + 8L * row * p.a.rowStride();
      long to = c + 8L * row * p.rowOfC;
      for (int column = 0; column < p.n; column++) {
        long atA = fromA;
        long atB = b + 8L * column * p.b.columnStride();
        double sum = 0;
        for (int i = 0; i < p.k; i++) {
          sum = Math.fma(Memory.float64(atA), Memory.float64(atB), sum);
          atA += stepA;
          atB += stepB;
        }
        Memory.float64(to + 8L * column, sum);
      }
    }
  }
}
