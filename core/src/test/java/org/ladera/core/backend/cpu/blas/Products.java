package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.ladera.core.type.DType;

/** The operands of one product in native memory, and what the product must be. */
final class Products implements AutoCloseable {
  /** Entries around C's, which nobody may touch. */
  private static final int MARGIN = 64;

  private static final double UNTOUCHED = -12345;

  private final Arena arena = Arena.ofConfined();
  final MatrixProduct product;
  final long a;
  final long b;
  final long c;
  private final long wholeC;
  private final long entriesOfC;

  Products(MatrixProduct product, SplittableRandom random) {
    this.product = product;
    this.a = filled(product.a, product.m, product.k, random);
    this.b = filled(product.b, product.k, product.n, random);
    this.entriesOfC = (long) Math.max(0, product.m - 1) * product.rowOfC + product.n + 2 * MARGIN;
    int size = product.type.size();
    this.wholeC = arena.allocate(size * entriesOfC, 64).address();
    this.c = wholeC + (long) MARGIN * size;
    for (long i = 0; i < entriesOfC; i++) {
      set(wholeC + i * size, UNTOUCHED);
    }
    for (int i = 0; i < product.m; i++) {
      for (int j = 0; j < product.n; j++) {
        set(c + size * (i * product.rowOfC + j), Double.NaN);
      }
    }
  }

  /** The address of the first entry of a matrix that may go backwards. */
  private long filled(MatrixLayout layout, int rows, int columns, SplittableRandom random) {
    long down = (long) Math.max(0, rows - 1) * layout.rowStride();
    long across = (long) Math.max(0, columns - 1) * layout.columnStride();
    long before = -Math.min(0, down) - Math.min(0, across);
    long entries = before + Math.max(0, down) + Math.max(0, across) + 1;
    int size = product.type.size();
    // One entry further, so that nothing is aligned to more than an entry.
    MemorySegment memory = arena.allocate(size * (entries + 1), 64);
    for (long i = 0; i <= entries; i++) {
      set(memory.address() + i * size, random.nextDouble(-1, 1));
    }
    return memory.address() + size * (before + 1);
  }

  private void set(long address, double value) {
    if (product.isFloat32()) {
      Memory.float32(address, (float) value);
    } else {
      Memory.float64(address, value);
    }
  }

  private double get(long address) {
    return product.isFloat32() ? Memory.float32(address) : Memory.float64(address);
  }

  private double entry(long first, MatrixLayout layout, int row, int column) {
    return get(
        first + product.type.size() * (row * layout.rowStride() + column * layout.columnStride()));
  }

  double result(int row, int column) {
    return get(c + product.type.size() * (row * product.rowOfC + column));
  }

  /**
   * Every entry is within the error bound of a sum of k products, whatever its order (Higham,
   * Accuracy and Stability of Numerical Algorithms, 2nd ed., eq. 3.5), and nothing else is touched.
   */
  void assertComputed(String by) {
    double unit = product.type == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    for (int i = 0; i < product.m; i++) {
      for (int j = 0; j < product.n; j++) {
        double sum = 0;
        double magnitudes = 0;
        for (int p = 0; p < product.k; p++) {
          double term = entry(a, product.a, i, p) * entry(b, product.b, p, j);
          sum += term;
          magnitudes += Math.abs(term);
        }
        double bound = 2.1 * Math.max(1, product.k) * unit * magnitudes;
        double found = result(i, j);
        assertTrue(
            Math.abs(found - sum) <= bound,
            "%s of %s: [%d, %d] is %s, not %s".formatted(by, product, i, j, found, sum));
      }
    }
    int size = product.type.size();
    for (long i = 0; i < entriesOfC; i++) {
      long place = i - MARGIN;
      boolean inside =
          product.m > 0
              && place >= 0
              && place / Math.max(1, product.rowOfC) < product.m
              && place % Math.max(1, product.rowOfC) < product.n;
      if (!inside) {
        assertEquals(UNTOUCHED, get(wholeC + i * size), by + " wrote outside of " + product);
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
