package org.ladera.core.backend.cpu.tier;

/**
 * The size of a call that warms a kernel up. An operation of a vector costs microseconds before it
 * is compiled, so such a call is as small as it can be while it still goes around every loop, with
 * a rest like that of the real ones.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 */
record TrialSize(int rows, int columns) {
  private static final int ROWS = 2;

  /** A square of entries of the widest vectors, which is what is transposed at once. */
  private static final int TRANSPOSED_ROWS = 16;

  /** Two of the widest vectors of the narrowest entries that are common. */
  private static final int COLUMNS = 32;

  /** Reductions go by 64 entries. */
  private static final int REDUCED_COLUMNS = 128;

  private static final int REST = 16;

  /** Up to so many columns several rows may share a vector. */
  private static final int SHARING = 8;

  /** Whether another goes the same way through the code. */
  boolean isLike(TrialSize other) {
    return way() == other.way();
  }

  /** By a part of a vector a row, by one, or by several. */
  private int way() {
    return columns <= SHARING && rows > 1 ? 0 : columns <= REST ? 1 : 2;
  }

  static TrialSize like(long rows, long columns, boolean reduces, boolean strides) {
    int most = reduces ? REDUCED_COLUMNS : COLUMNS;
    long width = columns < most + REST ? columns : most + columns % REST;
    long height = strides ? TRANSPOSED_ROWS : ROWS;
    if (width <= SHARING) {
      // Two vectors of rows.
      height = Math.max(height, COLUMNS / Math.max(1, width));
    }
    return new TrialSize(Math.clamp(rows, 1, (int) height), (int) Math.max(1, width));
  }
}
