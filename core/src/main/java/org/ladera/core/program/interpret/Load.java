package org.ladera.core.program.interpret;

import org.ladera.core.type.DType;

/** Reads a stream into a register. */
sealed interface Load extends Instruction {
  /** An entry for each row. */
  record OfRows(DType dtype, int stream, int target) implements Load {
    @Override
    public void run(Tile tile) {
      Memory.load(
          tile.registers,
          dtype,
          target,
          0,
          tile.rows,
          tile.address(stream),
          tile.rowDistance(stream));
    }
  }

  /** An entry for each point. */
  record OfPoints(DType dtype, int stream, int target) implements Load {
    @Override
    public void run(Tile tile) {
      int columns = tile.columns;
      long rowDistance = tile.rowDistance(stream);
      long columnDistance = tile.columnDistance(stream);
      if (tile.rows == 1 || rowDistance == columns * columnDistance) {
        read(tile, 0, tile.points(), 0, columnDistance);
      } else if (rowDistance == 0) {
        read(tile, 0, columns, 0, columnDistance);
        repeat(tile.registers.array(dtype, target), columns, tile.points());
      } else {
        for (int row = 0; row < tile.rows; row++) {
          read(tile, row * columns, columns, row, columnDistance);
        }
      }
    }

    private void read(Tile tile, int from, int count, int row, long distance) {
      Memory.load(tile.registers, dtype, target, from, count, tile.address(stream, row), distance);
    }

    /** Repeats the first entries of an array up to a size, twice as many each time. */
    @SuppressWarnings("SuspiciousSystemArraycopy")
    private static void repeat(Object array, int filled, int size) {
      for (int done = filled; done > 0 && done < size; done *= 2) {
        System.arraycopy(array, 0, array, done, Math.min(done, size - done));
      }
    }
  }
}
