package org.ladera.core.program.interpret;

import java.util.List;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.type.DType;

/** A body as instructions on tiles, and the order in which the tiles of a call follow. */
final class TileProgram {
  /**
   * Points in a tile. Registers of some ten values then stay in a core's first cache, and the cost
   * of an instruction is spread over many points.
   */
  static final int POINTS = 1024;

  private final KernelForm.Lane[] streams;
  private final NumberProgram numbers;
  private final Fill[] fills;
  private final Instruction[] instructions;
  private final Totals[] totals;
  private final RegisterCounts registers;
  private final boolean wholeRows;

  /** A register that holds one number in a whole call. */
  record Fill(DType dtype, int register, int line) {}

  /** A register that holds totals of rows, and where they go. */
  record Totals(DType dtype, int register, int stream, long none) {}

  TileProgram(
      List<KernelForm.Lane> streams,
      NumberProgram numbers,
      List<Fill> fills,
      List<Instruction> instructions,
      List<Totals> totals,
      RegisterCounts registers,
      boolean wholeRows) {
    this.streams = streams.toArray(KernelForm.Lane[]::new);
    this.numbers = numbers;
    this.fills = fills.toArray(Fill[]::new);
    this.instructions = instructions.toArray(Instruction[]::new);
    this.totals = totals.toArray(Totals[]::new);
    this.registers = registers;
    this.wholeRows = wholeRows;
  }

  void run(Tile tile, long rows, long columns, long[] arguments) {
    if ((rows == 0 && totals.length == 0) || (columns == 0 && !wholeRows)) {
      return;
    }
    long width = wholeRows ? columns : Math.min(columns, POINTS);
    long height = Math.clamp(POINTS / Math.max(width, 1), 1, Math.max(rows, 1));
    int points = Math.toIntExact(Math.max(width, 1) * height);
    tile.start(streams, arguments);
    tile.registers.reserve(registers, points);
    if (rows > 0) {
      numbers.run(tile.registers, arguments);
      for (Fill fill : fills) {
        tile.registers.fill(
            fill.dtype, fill.register, 0, points, tile.registers.numbers[fill.line]);
      }
    }
    if (totals.length > 0) {
      byColumns(tile, rows, columns, width, height);
    } else {
      byRows(tile, rows, columns, width, height);
    }
  }

  private void byRows(Tile tile, long rows, long columns, long width, long height) {
    for (long row = 0; row < rows; row += height) {
      long column = 0;
      do {
        evaluate(
            tile, row, Math.min(height, rows - row), column, Math.min(width, columns - column));
        column += width;
      } while (column < columns);
    }
  }

  private void byColumns(Tile tile, long rows, long columns, long width, long height) {
    long column = 0;
    do {
      int taken = (int) Math.min(width, columns - column);
      for (Totals total : totals) {
        tile.registers.fill(total.dtype, total.register, 0, taken, total.none);
      }
      for (long row = 0; row < rows; row += height) {
        evaluate(tile, row, Math.min(height, rows - row), column, taken);
      }
      tile.row = 0;
      tile.column = column;
      for (Totals total : totals) {
        Memory.store(
            tile.registers,
            total.dtype,
            total.register,
            0,
            taken,
            tile.address(total.stream),
            tile.columnDistance(total.stream));
      }
      column += width;
    } while (column < columns);
  }

  private void evaluate(Tile tile, long row, long rows, long column, long columns) {
    tile.row = row;
    tile.rows = (int) rows;
    tile.column = column;
    tile.columns = (int) columns;
    for (Instruction instruction : instructions) {
      instruction.run(tile);
    }
  }
}
