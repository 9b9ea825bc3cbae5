package org.ladera.core.backend.cpu.blas;

/**
 * A product, the library that computes it and the tiles in which it does. Made once for a shape;
 * running a tile allocates nothing. Two runs on one machine give the same bits, however many
 * threads run the tiles.
 */
public final class MatrixPlan {
  private final MatrixLibrary library;
  private final TileGrid grid;
  private final String reason;

  /** What each tile is, and the bytes from the first entries of A, B and C to its own. */
  private final MatrixProduct[] products;

  private final long[] ofA;
  private final long[] ofB;
  private final long[] ofC;

  MatrixPlan(MatrixProduct product, MatrixLibrary library, TileGrid grid, String reason) {
    this.library = library;
    this.grid = grid;
    this.reason = reason;
    int tiles = grid.tiles();
    this.products = new MatrixProduct[tiles];
    this.ofA = new long[tiles];
    this.ofB = new long[tiles];
    this.ofC = new long[tiles];
    int size = product.type.size();
    for (int tile = 0; tile < tiles; tile++) {
      long row = grid.firstRow(tile);
      long column = grid.firstColumn(tile);
      products[tile] = product.tile(grid.rows(tile), grid.columns(tile));
      ofA[tile] = size * row * product.a.rowStride();
      ofB[tile] = size * column * product.b.columnStride();
      ofC[tile] = size * (row * product.rowOfC + column);
    }
  }

  /**
   * {@return the plan for a product: which library by a table of measurements, which tiles by its
   * shape}
   *
   * @param product the product
   * @param libraries what there is
   */
  public static MatrixPlan of(MatrixProduct product, MatrixLibraries libraries) {
    return LibraryChoice.plan(product, libraries);
  }

  private MatrixPlan(MatrixPlan other) {
    this.library = other.library;
    this.grid = other.grid;
    this.reason = other.reason;
    this.products = new MatrixProduct[other.products.length];
    for (int tile = 0; tile < products.length; tile++) {
      products[tile] = other.products[tile].withRowOfC(grid.tileColumns());
    }
    this.ofA = other.ofA;
    this.ofB = other.ofB;
    this.ofC = new long[products.length];
  }

  /**
   * {@return the same plan where every tile of C lies by itself, its rows {@link
   * TileGrid#tileColumns} apart: {@link #run} then takes the address of the tile's own first entry}
   */
  public MatrixPlan compact() {
    return new MatrixPlan(this);
  }

  /** {@return the tiles; each is a chunk of work of its own, in any order or side by side} */
  public TileGrid grid() {
    return grid;
  }

  /**
   * Computes one tile of C. What a tile writes no other tile writes; C overlaps neither operand.
   *
   * @param tile its number
   * @param a the address of A's first entry
   * @param b the address of B's first entry
   * @param c the address of C's first entry
   */
  public void run(int tile, long a, long b, long c) {
    library.multiply(products[tile], a + ofA[tile], b + ofB[tile], c + ofC[tile]);
  }

  /** {@return whether a signal to the thread that runs a tile may do harm} */
  public boolean fearsSignals() {
    return library.fearsSignals();
  }

  /** {@return the library, the tiles and why, such as {@code oneDNN, 2x2 tiles: ...}} */
  public String explain() {
    String tiles = grid.tiles() == 1 ? "whole" : grid.down() + "x" + grid.across() + " tiles";
    return library.label() + ", " + tiles + ": " + reason;
  }

  @Override
  public String toString() {
    return explain();
  }
}
