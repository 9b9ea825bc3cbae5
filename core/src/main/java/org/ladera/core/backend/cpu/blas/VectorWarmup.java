package org.ladera.core.backend.cpu.blas;

import java.lang.foreign.Arena;
import java.util.function.IntConsumer;
import org.ladera.core.type.DType;

/**
 * Calls the vector code on small products until it is compiled. Before that it is thousands of
 * times slower than afterwards, and dozens of times slower than scalar code; so nobody else uses it
 * until each kind of product was measured faster than by scalar code three times in a row.
 */
final class VectorWarmup implements Runnable {
  private static final int CALLS = 10;
  private static final int IN_A_ROW = 3;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private static final int INNER = 16;

  private final Runnable whenFast;

  VectorWarmup(Runnable whenFast) {
    this.whenFast = whenFast;
  }

  @Override
  public void run() {
    // A panel of two vectors and one of one.
    int lanes = 3 * VectorProducts.LANES;
    int idle = VectorProducts.LANES - 1;
    MatrixLayout left = MatrixLayout.rowMajor(INNER);
    MatrixProduct[] kinds = {
      kind(13, lanes, left, MatrixLayout.rowMajor(lanes)),
      kind(12, lanes, MatrixLayout.transposed(12), MatrixLayout.rowMajor(lanes)),
      kind(3, lanes, left, MatrixLayout.transposed(INNER)),
      kind(lanes, 3, left, MatrixLayout.rowMajor(3)),
      kind(lanes, 3, MatrixLayout.transposed(lanes), MatrixLayout.rowMajor(3)),
      kind(idle, idle, left, MatrixLayout.rowMajor(idle)),
    };
    try (Arena arena = Arena.ofConfined()) {
      long a = arena.allocate(4L * lanes * INNER, 64).address();
      long b = arena.allocate(4L * lanes * INNER, 64).address();
      long c = arena.allocate(4L * lanes * 13, 64).address();
      for (int i = 0; i < 100; i++) {
        nanos(times -> scalar(times, kinds[0], a, b, c));
      }
      if (allBecomeFast(kinds, a, b, c)) {
        whenFast.run();
      }
    }
  }

  /** Round-robin, so that all wait for the compiler at once. */
  private static boolean allBecomeFast(MatrixProduct[] kinds, long a, long b, long c) {
    long start = System.nanoTime();
    int inARow = 0;
    while (inARow < IN_A_ROW && System.nanoTime() - start < PATIENCE_NANOS) {
      boolean fast = true;
      for (MatrixProduct kind : kinds) {
        long vector = nanos(times -> vector(times, kind, a, b, c));
        fast &= vector < nanos(times -> scalar(times, kind, a, b, c));
      }
      inARow = fast ? inARow + 1 : 0;
    }
    return inARow == IN_A_ROW;
  }

  private static MatrixProduct kind(int m, int n, MatrixLayout a, MatrixLayout b) {
    return MatrixProduct.of(DType.FLOAT32, m, n, INNER, a, b, n);
  }

  private static void scalar(int times, MatrixProduct kind, long a, long b, long c) {
    for (int i = 0; i < times; i++) {
      ScalarProducts.multiply(kind, a, b, c);
    }
  }

  private static void vector(int times, MatrixProduct kind, long a, long b, long c) {
    for (int i = 0; i < times; i++) {
      VectorProducts.multiply(kind, a, b, c);
    }
  }

  private static long nanos(IntConsumer calls) {
    long start = System.nanoTime();
    calls.accept(CALLS);
    return System.nanoTime() - start;
  }
}
