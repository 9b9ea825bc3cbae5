package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.ladera.core.program.kernel.Arguments;

/** Writes loops over columns by whole vectors, and what is left of a row. */
final class ColumnLoops {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final Frame frame;
  private final CodeBuilder code;

  ColumnLoops(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
  }

  /** The slot of the number of columns; that of those left over by whole vectors becomes known. */
  int columns() {
    frame.argument(Arguments.COLUMNS);
    int columns = frame.store(TypeKind.LONG);
    code.lload(columns).loadConstant((long) frame.lanes - 1).land();
    frame.restCount = frame.store(TypeKind.LONG);
    return columns;
  }

  /** The slot of the number of columns in whole vectors. */
  int bound(int columns) {
    code.lload(columns).lload(frame.restCount).lsub();
    return frame.store(TypeKind.LONG);
  }

  /** A loop from the column in a slot, which moves on. */
  void byVectors(int column, int end, Runnable vector) {
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(column).lload(end).lcmp().ifge(done);
    int mark = frame.mark();
    vector.run();
    frame.release(mark);
    code.lload(column).loadConstant((long) frame.lanes).ladd().lstore(column);
    code.goto_(top).labelBinding(done);
  }

  /** What comes after, up to a limit; the column moves there. */
  void rest(int column, int limit, Runnable vector) {
    Label none = code.newLabel();
    code.lload(column).lload(limit).lcmp().ifge(none);
    int mark = frame.mark();
    vector.run();
    frame.release(mark);
    code.lload(limit).lstore(column);
    code.labelBinding(none);
  }

  int copy(int slot) {
    code.lload(slot);
    return frame.store(TypeKind.LONG);
  }

  /** Some columns further, or where they end if that is nearer. */
  int least(int begin, long further, int end) {
    code.lload(begin).loadConstant(further).ladd().lload(end);
    code.invokestatic(MATH, "min", Names.method(CD_long, CD_long, CD_long));
    return frame.store(TypeKind.LONG);
  }
}
