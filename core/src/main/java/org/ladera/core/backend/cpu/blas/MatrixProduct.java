package org.ladera.core.backend.cpu.blas;

import org.ladera.core.type.DType;

/**
 * The shape of a product {@code C[m, n] = A[m, k] . B[k, n]}: everything but the addresses. C is
 * written, never read.
 */
public final class MatrixProduct {
  final DType type;
  final int m;
  final int n;
  final int k;
  final MatrixLayout a;
  final MatrixLayout b;
  final long rowOfC;

  /** What a library is called with; a leading dimension of 0 means that no library can be. */
  final boolean transposedA;

  final boolean transposedB;
  final int leadingA;
  final int leadingB;
  final int leadingC;

  private MatrixProduct(
      DType type, int m, int n, int k, MatrixLayout a, MatrixLayout b, long rowOfC) {
    this.type = type;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.rowOfC = rowOfC;
    long byRowsA = a.leadingByRows(m, k);
    long byRowsB = b.leadingByRows(k, n);
    this.transposedA = byRowsA == 0;
    this.transposedB = byRowsB == 0;
    this.leadingA = (int) (transposedA ? a.leadingByColumns(m, k) : byRowsA);
    this.leadingB = (int) (transposedB ? b.leadingByColumns(k, n) : byRowsB);
    this.leadingC = (int) MatrixLayout.rowMajor(m > 1 ? rowOfC : n).leadingByRows(m, n);
  }

  /**
   * A product of matrices that lie in any way; C's rows are contiguous.
   *
   * @param type float32 or float64
   * @param m the rows of A and C, 0 or more
   * @param n the columns of B and C, 0 or more
   * @param k the columns of A and rows of B, 0 or more; C is all zeros if it is 0
   * @param a how A lies, any strides
   * @param b how B lies, any strides
   * @param rowOfC entries from one row of C to the next, at least {@code n}
   * @return the product
   * @throws IllegalArgumentException if a size is negative, C's rows overlap, or the type is none
   *     that has products
   */
  public static MatrixProduct of(
      DType type, int m, int n, int k, MatrixLayout a, MatrixLayout b, long rowOfC) {
    if (!type.isFloating()) {
      throw new IllegalArgumentException(
          "A matrix product takes float32 or float64, given " + type.label() + ".");
    }
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "A matrix product's sizes are 0 or more, given m %d, n %d, k %d.".formatted(m, n, k));
    }
    if (m > 1 && rowOfC < n) {
      throw new IllegalArgumentException(
          "Rows of %d entries overlap when one starts %d entries after the other."
              .formatted(n, rowOfC));
    }
    return new MatrixProduct(type, m, n, k, a, b, rowOfC);
  }

  /** The same product for a tile of C. */
  MatrixProduct tile(int rows, int columns) {
    return new MatrixProduct(type, rows, columns, k, a, b, rowOfC);
  }

  /** The same product where C's rows lie otherwise. */
  MatrixProduct withRowOfC(long other) {
    return new MatrixProduct(type, m, n, k, a, b, other);
  }

  boolean isEmpty() {
    return m == 0 || n == 0;
  }

  /** Whether a BLAS library can compute it as it lies. */
  boolean fitsLibraries() {
    return m > 0 && n > 0 && k > 0 && leadingA > 0 && leadingB > 0 && leadingC > 0;
  }

  /** {@return whether this is a product of float32} */
  boolean isFloat32() {
    return type == DType.FLOAT32;
  }

  /** {@return how often a number is multiplied and added} */
  long multiplications() {
    return (long) m * n * k;
  }

  /** {@return the operations it takes: a multiplication and an addition each} */
  public long flops() {
    return 2 * multiplications();
  }

  @Override
  public String toString() {
    return "%s [%d,%d]x[%d,%d]%s%s"
        .formatted(
            type.label(),
            m,
            k,
            k,
            n,
            transposedA ? ", left transposed" : "",
            transposedB ? ", right transposed" : "");
  }
}
