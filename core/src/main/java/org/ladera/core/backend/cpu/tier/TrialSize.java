package org.ladera.core.backend.cpu.tier;

/**
 * The size of a call that warms a kernel up: a small one, with a rest like that of the real ones.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 */
record TrialSize(int rows, int columns) {
  private static final int WIDE = 256;
  private static final int REST = 64;
  private static final int POINTS = 2048;
  private static final int MOST_ROWS = 32;

  static TrialSize like(long rows, long columns) {
    int width = (int) (columns <= WIDE ? Math.max(1, columns) : WIDE - REST + columns % REST);
    int height = Math.clamp(rows, 1, Math.clamp(POINTS / width, 4, MOST_ROWS));
    return new TrialSize(height, width);
  }
}
