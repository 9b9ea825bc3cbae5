package org.ladera.core.backend.cpu.blas;

/**
 * How a matrix lies in memory: entry {@code (i, j)} is at {@code i * rowStride + j * columnStride}
 * entries from the first.
 *
 * @param rowStride entries from one row to the next
 * @param columnStride entries from one column to the next
 */
public record MatrixLayout(long rowStride, long columnStride) {
  /**
   * {@return a dense row-major matrix}
   *
   * @param columns its number of columns
   */
  public static MatrixLayout rowMajor(long columns) {
    return new MatrixLayout(columns, 1);
  }

  /**
   * {@return the transpose of a dense row-major matrix}
   *
   * @param rows the number of rows of the transpose
   */
  public static MatrixLayout transposed(long rows) {
    return new MatrixLayout(1, rows);
  }

  /** The leading dimension if rows are contiguous, else 0; a stride along a size of 1 is free. */
  long leadingByRows(long rows, long columns) {
    return leading(columnStride, columns, rowStride, rows);
  }

  /** The leading dimension if columns are contiguous, else 0. */
  long leadingByColumns(long rows, long columns) {
    return leading(rowStride, rows, columnStride, columns);
  }

  private static long leading(long stride, long extent, long outerStride, long outerExtent) {
    if (extent > 1 && stride != 1) {
      return 0;
    }
    long least = Math.max(1, extent);
    if (outerExtent <= 1) {
      return least;
    }
    return outerStride >= least && outerStride <= Integer.MAX_VALUE ? outerStride : 0;
  }
}
