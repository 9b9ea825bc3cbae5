package org.ladera.core.program.interpret;

import org.ladera.core.program.Reduction;
import org.ladera.core.type.DType;

/** One thing done with a tile. Registers hold an entry for each row, or for each point by rows. */
sealed interface Instruction
    permits Instruction.Apply, Instruction.Reduce, Instruction.Repeat, Load, Save {
  void run(Tile tile);

  /** An op on rows or points. */
  record Apply(ArrayOp op, int target, int a, int b, int c, boolean atPoints)
      implements Instruction {
    @Override
    public void run(Tile tile) {
      op.run(tile.registers, target, a, b, c, atPoints ? tile.points() : tile.rows);
    }
  }

  /** The reduction of points to rows. */
  record Reduce(Reduction kind, DType dtype, int target, int argument) implements Instruction {
    @Override
    public void run(Tile tile) {
      Reductions.rows(tile.registers, kind, dtype, target, argument, tile.rows, tile.columns);
    }
  }

  /** Entries of rows, at each of their points. */
  record Repeat(DType dtype, int target, int argument) implements Instruction {
    @Override
    public void run(Tile tile) {
      Repeats.run(tile.registers, dtype, target, argument, tile.rows, tile.columns);
    }
  }
}
