package org.ladera.core.program.interpret;

import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;

/** A body that is evaluated in loops of Java. */
final class InterpretedKernel implements Kernel {
  private final NumberProgram point;
  private final TileProgram tileProgram;
  private final ThreadLocal<Tile> tiles;

  InterpretedKernel(NumberProgram point, TileProgram tileProgram, ThreadLocal<Tile> tiles) {
    this.point = point;
    this.tileProgram = tileProgram;
    this.tiles = tiles;
  }

  @Override
  public void run(long[] arguments, long scratch) {
    long rows = arguments[Arguments.ROWS];
    long columns = arguments[Arguments.COLUMNS];
    Tile tile = tiles.get();
    if (rows == 1 && columns == 1) {
      point.run(tile.registers, arguments);
    } else {
      tileProgram.run(tile, rows, columns, arguments);
    }
  }

  @Override
  public long scratchBytes(long columns) {
    return 0;
  }
}
