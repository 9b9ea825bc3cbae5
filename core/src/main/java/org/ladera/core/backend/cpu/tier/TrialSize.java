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

  /** Two of the widest vectors of the narrowest entries that are common. */
  private static final int COLUMNS = 32;

  /** Reductions go by 64 entries. */
  private static final int REDUCED_COLUMNS = 128;

  private static final int REST = 16;

  /** Whether another goes the same way through the code: by a vector a row, or by several. */
  boolean isLike(TrialSize other) {
    return (columns <= REST) == (other.columns <= REST);
  }

  static TrialSize like(long rows, long columns, boolean reduces) {
    int most = reduces ? REDUCED_COLUMNS : COLUMNS;
    long width = columns < most + REST ? columns : most + columns % REST;
    return new TrialSize(Math.clamp(rows, 1, ROWS), (int) Math.max(1, width));
  }
}
