package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.type.DType;

/** Writes the loops over rows and columns. */
final class LoopEmitter {
  /** Masked loads and stores in one method, each of which costs C1 1,500 of 10,000 registers. */
  private static final int MOST_MASKED = 4;

  private final Frame frame;
  private final CodeBuilder code;
  private final Plan plan;
  private final Places places;
  private final RowEmitter rows;
  private final BodyEmitter body;

  LoopEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.plan = frame.plan;
    this.places = new Places(frame);
    this.rows = new RowEmitter(frame, places);
    this.body = new BodyEmitter(frame, places);
  }

  /** Rows of one to as many columns as there are lanes: everything stays in registers. */
  void narrow() {
    frame.argument(Arguments.COLUMNS);
    int columns = frame.store(TypeKind.LONG);
    frame.restCount = columns;
    frame.masked = frame.machine.masks() && plan.unitAccesses() <= MOST_MASKED;
    masks();
    body.beginTotals(sinks());
    places.begin(columns);
    rows.lines(Plan.Rank.SCALAR, 0);
    overRows(
        () -> {
          rows.lines(Plan.Rank.ROW, 0);
          for (int i = 0; i < plan.passes.size(); i++) {
            Plan.Pass pass = plan.passes.get(i);
            body.lines(pass, -1, Rest.SOME);
            for (int line : pass.reductions()) {
              new ReductionEmitter(frame, line).single();
            }
            rows.lines(Plan.Rank.ROW, i + 1);
            body.sinks(pass.sinks(), -1, Rest.SOME);
          }
          rows.sinks(-1);
        });
    body.endTotals();
    places.end();
    code.return_();
  }

  /** Rows of any number of columns. */
  void wide() {
    frame.argument(Arguments.COLUMNS);
    int columns = frame.store(TypeKind.LONG);
    code.lload(columns).loadConstant((long) frame.lanes - 1).land();
    frame.restCount = frame.store(TypeKind.LONG);
    code.lload(columns).lload(frame.restCount).lsub();
    int bound = frame.store(TypeKind.LONG);
    masks();
    places.begin(columns);
    totals(bound);
    frame.argument(Arguments.ROWS);
    code.lconst_0().lcmp();
    Label nothing = code.newLabel();
    code.ifle(nothing);
    if (plan.top == 0) {
      code.lload(columns).lconst_0().lcmp().ifle(nothing);
    }
    rows.lines(Plan.Rank.SCALAR, 0);
    overRows(
        () -> {
          rows.lines(Plan.Rank.ROW, 0);
          for (int i = 0; i < plan.passes.size(); i++) {
            Plan.Pass pass = plan.passes.get(i);
            if (pass.reductions().isEmpty()) {
              columns(pass, bound);
            } else {
              blocks(pass, columns, bound);
            }
            rows.lines(Plan.Rank.ROW, i + 1);
          }
          rows.sinks(columns);
        });
    places.end();
    code.labelBinding(nothing);
    code.return_();
  }

  /** What the last pass writes at each point. */
  private List<Sink> sinks() {
    return plan.passes.isEmpty() ? List.of() : plan.passes.getLast().sinks();
  }

  private void masks() {
    frame.mainSpecies();
    code.lconst_0().lload(frame.restCount);
    code.invokeinterface(
        Names.VECTOR_SPECIES, "indexInRange", Names.method(Names.MASK, CD_long, CD_long));
    frame.setMask(frame.main());
    for (DType dtype : plan.vectorTypes()) {
      if (dtype != frame.main()) {
        frame.mask(frame.main());
        frame.species(dtype);
        code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
        frame.setMask(dtype);
      }
    }
  }

  private void overRows(Runnable row) {
    frame.argument(Arguments.ROWS);
    int left = frame.store(TypeKind.LONG);
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(left).lconst_0().lcmp().ifle(done);
    row.run();
    places.advance();
    code.lload(left).lconst_1().lsub().lstore(left);
    code.goto_(top).labelBinding(done);
  }

  /** A loop by whole vectors from the column in a slot, which is left at the end. */
  private void byVectors(int column, int end, Runnable vector) {
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(column).lload(end).lcmp().ifge(done);
    int mark = frame.mark();
    vector.run();
    frame.release(mark);
    code.lload(column).loadConstant((long) frame.lanes).ladd().lstore(column);
    code.goto_(top).labelBinding(done);
  }

  private void ifRest(Runnable rest) {
    Label none = code.newLabel();
    code.lload(frame.restCount).lconst_0().lcmp().ifle(none);
    int mark = frame.mark();
    rest.run();
    frame.release(mark);
    code.labelBinding(none);
  }

  private void totals(int bound) {
    for (Sink sink : sinks()) {
      if (sink instanceof Sink.Total total) {
        body.identity(total);
        int vector = frame.store(TypeKind.REFERENCE);
        code.lconst_0();
        int column = frame.store(TypeKind.LONG);
        byVectors(column, bound, () -> body.storeTotal(total, vector, column, Rest.NONE));
        ifRest(() -> body.storeTotal(total, vector, column, Rest.SOME));
      }
    }
  }

  private void columns(Plan.Pass pass, int bound) {
    code.lconst_0();
    int column = frame.store(TypeKind.LONG);
    byVectors(
        column,
        bound,
        () -> {
          body.lines(pass, column, Rest.NONE);
          body.sinks(pass.sinks(), column, Rest.NONE);
        });
    ifRest(
        () -> {
          body.lines(pass, column, Rest.SOME);
          body.sinks(pass.sinks(), column, Rest.SOME);
        });
  }

  /** A pass with reductions: block by block. */
  private void blocks(Plan.Pass pass, int columns, int bound) {
    List<ReductionEmitter> reductions = new ArrayList<>();
    for (int line : pass.reductions()) {
      reductions.add(new ReductionEmitter(frame, line));
    }
    reductions.forEach(ReductionEmitter::begin);
    long block = plan.block(pass);
    code.lconst_0();
    int column = frame.store(TypeKind.LONG);
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(column).lload(columns).lcmp().ifge(done);
    reductions.forEach(ReductionEmitter::clear);
    int begin = copy(column);
    int limit = least(begin, block, columns);
    int end = least(begin, block, bound);
    byVectors(column, end, () -> vector(pass, reductions, column, Rest.NONE));
    // Only the last block has a rest.
    Label whole = code.newLabel();
    code.lload(column).lload(limit).lcmp().ifge(whole);
    int mark = frame.mark();
    vector(pass, reductions, column, Rest.SOME);
    frame.release(mark);
    code.labelBinding(whole);
    code.lload(limit).lstore(column);
    int count = vectors(begin, limit);
    for (ReductionEmitter reduction : reductions) {
      reduction.end(count);
    }
    code.goto_(top).labelBinding(done);
    reductions.forEach(ReductionEmitter::finish);
  }

  private void vector(Plan.Pass pass, List<ReductionEmitter> reductions, int column, Rest rest) {
    body.lines(pass, column, rest);
    for (ReductionEmitter reduction : reductions) {
      reduction.add(rest);
    }
    body.sinks(pass.sinks(), column, rest);
  }

  private int copy(int slot) {
    code.lload(slot);
    return frame.store(TypeKind.LONG);
  }

  /** The end of a block, or of the row if that is nearer. */
  private int least(int begin, long block, int end) {
    code.lload(begin).loadConstant(block).ladd().lload(end);
    code.invokestatic(
        java.lang.constant.ClassDesc.of("java.lang.Math"),
        "min",
        Names.method(CD_long, CD_long, CD_long));
    return frame.store(TypeKind.LONG);
  }

  /** How many vectors there are between two columns, counting one that is not whole. */
  private int vectors(int begin, int limit) {
    code.lload(limit).lload(begin).lsub().loadConstant((long) frame.lanes - 1).ladd();
    code.loadConstant(Integer.numberOfTrailingZeros(frame.lanes)).lshr().l2i();
    return frame.store(TypeKind.INT);
  }
}
