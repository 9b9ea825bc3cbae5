package org.ladera.core.backend.cpu.blas;

/**
 * C cut into tiles, which are computed side by side. A function of the shape alone, since how a
 * product is cut can show in its last bits.
 *
 * @param m the rows of C
 * @param n its columns
 * @param tileRows the rows of a tile; those at the end may have fewer
 * @param tileColumns the columns of a tile
 */
public record TileGrid(int m, int n, int tileRows, int tileColumns) {
  /** Tiles begin where vectors and registers' blocks of the libraries begin. */
  private static final int ROW_STEP = 8;

  private static final int COLUMN_STEP = 64;

  static TileGrid whole(int m, int n) {
    return new TileGrid(m, n, Math.max(1, m), Math.max(1, n));
  }

  /** About so many tiles down and across. */
  static TileGrid of(int m, int n, int down, int across) {
    return new TileGrid(m, n, part(m, down, ROW_STEP), part(n, across, COLUMN_STEP));
  }

  private static int part(int size, int parts, int step) {
    if (parts == 1) {
      return Math.max(1, size);
    }
    int least = (size + parts - 1) / parts;
    return Math.min(size, (least + step - 1) / step * step);
  }

  /** {@return the tiles from top to bottom} */
  public int down() {
    return Math.max(1, (m + tileRows - 1) / tileRows);
  }

  /** {@return the tiles from left to right} */
  public int across() {
    return Math.max(1, (n + tileColumns - 1) / tileColumns);
  }

  /** {@return the number of tiles, 1 or more} */
  public int tiles() {
    return down() * across();
  }

  /**
   * {@return the first row of a tile; tiles are counted along the rows of C}
   *
   * @param tile the tile
   */
  public int firstRow(int tile) {
    return tile / across() * tileRows;
  }

  /**
   * {@return the first column of a tile}
   *
   * @param tile the tile
   */
  public int firstColumn(int tile) {
    return tile % across() * tileColumns;
  }

  /**
   * {@return the rows of a tile}
   *
   * @param tile the tile
   */
  public int rows(int tile) {
    return Math.min(tileRows, m - firstRow(tile));
  }

  /**
   * {@return the columns of a tile}
   *
   * @param tile the tile
   */
  public int columns(int tile) {
    return Math.min(tileColumns, n - firstColumn(tile));
  }
}
