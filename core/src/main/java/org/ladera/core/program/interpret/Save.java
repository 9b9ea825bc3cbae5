package org.ladera.core.program.interpret;

import org.ladera.core.program.Reduction;
import org.ladera.core.type.DType;

/** Writes a register to a stream, or adds it to what is written later. */
sealed interface Save extends Instruction {
  /** An entry of each point. */
  record OfPoints(DType dtype, int stream, int source) implements Save {
    @Override
    public void run(Tile tile) {
      int columns = tile.columns;
      long columnDistance = tile.columnDistance(stream);
      if (tile.rows == 1 || tile.rowDistance(stream) == columns * columnDistance) {
        write(tile, 0, tile.points(), 0, columnDistance);
      } else {
        for (int row = 0; row < tile.rows; row++) {
          write(tile, row * columns, columns, row, columnDistance);
        }
      }
    }

    private void write(Tile tile, int from, int count, int row, long distance) {
      Memory.store(tile.registers, dtype, source, from, count, tile.address(stream, row), distance);
    }
  }

  /**
   * An entry of each row.
   *
   * @param ofNoPoint whether it is written although the row has no point
   */
  record OfRows(DType dtype, int stream, int source, boolean ofNoPoint) implements Save {
    @Override
    public void run(Tile tile) {
      if (ofNoPoint || tile.columns > 0) {
        Memory.store(
            tile.registers,
            dtype,
            source,
            0,
            tile.rows,
            tile.address(stream),
            tile.rowDistance(stream));
      }
    }
  }

  /** An entry of each row, which is that of its last point. */
  record OfLastPoints(DType dtype, int stream, int source) implements Save {
    @Override
    public void run(Tile tile) {
      for (int row = 0; row < tile.rows && tile.columns > 0; row++) {
        int last = (row + 1) * tile.columns - 1;
        Memory.write(dtype, tile.address(stream, row), tile.registers.get(dtype, source, last));
      }
    }
  }

  /** Points, for the totals that a register holds. */
  record ToTotal(DType dtype, Reduction kind, int totals, int source) implements Save {
    @Override
    public void run(Tile tile) {
      for (int row = 0; row < tile.rows; row++) {
        Reductions.total(
            tile.registers, kind, dtype, totals, source, row * tile.columns, tile.columns);
      }
    }
  }

  /**
   * Whether a bool is true anywhere.
   *
   * @param ofNoPoint whether it is looked at although the row has no point
   */
  record ToFlag(int stream, int source, boolean atPoints, boolean ofNoPoint) implements Save {
    @Override
    public void run(Tile tile) {
      int count = atPoints ? tile.points() : ofNoPoint || tile.columns > 0 ? tile.rows : 0;
      if (BoolOps.any(tile.registers.bools[source], count)) {
        Memory.write(DType.INT32, tile.address(stream), 1);
      }
    }
  }
}
