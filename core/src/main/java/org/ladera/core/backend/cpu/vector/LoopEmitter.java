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

/** Writes what a kernel does, row by row. */
final class LoopEmitter {
  /** Masked loads and stores in one method; C1 gave up one that had seven. */
  private static final int MOST_MASKED = 4;

  private final Frame frame;
  private final CodeBuilder code;
  private final Stages stages;
  private final Plan plan;
  private final Places places;
  private final RowEmitter rows;
  private final BodyEmitter body;
  private final ColumnLoops loops;

  /** The slot of how many rows are left, this one included. */
  private int left;

  LoopEmitter(Frame frame, Stages stages) {
    this.frame = frame;
    this.code = frame.code;
    this.stages = stages;
    this.plan = stages.plan;
    this.places = new Places(frame, stages);
    this.rows = new RowEmitter(frame, places, stages);
    this.body = new BodyEmitter(frame, places);
    this.loops = new ColumnLoops(frame);
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
    rows.lines(Needs.Rank.SCALAR, 0);
    overRows(
        () -> {
          rows.lines(Needs.Rank.ROW, 0);
          for (int i = 0; i < plan.passes.size(); i++) {
            Plan.Pass pass = plan.passes.get(i);
            body.lines(pass.entries(), -1, Rest.SOME);
            for (int line : pass.reductions()) {
              new ReductionEmitter(frame, line).single();
            }
            rows.lines(Needs.Rank.ROW, i + 1);
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
    int columns = loops.columns();
    int bound = loops.bound(columns);
    masks();
    places.begin(columns);
    totals(columns, bound);
    frame.argument(Arguments.ROWS);
    code.lconst_0().lcmp();
    Label nothing = code.newLabel();
    code.ifle(nothing);
    if (plan.top == 0) {
      code.lload(columns).lconst_0().lcmp().ifle(nothing);
    }
    rows.lines(Needs.Rank.SCALAR, 0);
    overRows(
        () -> {
          rows.lines(Needs.Rank.ROW, 0);
          for (int i = 0; i < plan.passes.size(); i++) {
            if (plan.passes.get(i).reductions().isEmpty()) {
              columns(i, columns, bound);
            } else {
              blocks(i, columns, bound);
            }
            rows.lines(Needs.Rank.ROW, i + 1);
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
    for (DType dtype : plan.needs.vectorTypes()) {
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
    left = frame.store(TypeKind.LONG);
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(left).lconst_0().lcmp().ifle(done);
    row.run();
    places.advance();
    code.lload(left).lconst_1().lsub().lstore(left);
    code.goto_(top).labelBinding(done);
  }

  private void totals(int columns, int bound) {
    for (Sink sink : sinks()) {
      if (sink instanceof Sink.Total total) {
        body.identity(total);
        int vector = frame.store(TypeKind.REFERENCE);
        code.lconst_0();
        int column = frame.store(TypeKind.LONG);
        loops.byVectors(column, bound, () -> body.storeTotal(total, vector, column, Rest.NONE));
        loops.rest(column, columns, () -> body.storeTotal(total, vector, column, Rest.SOME));
      }
    }
  }

  private void columns(int number, int columns, int bound) {
    code.lconst_0();
    int column = frame.store(TypeKind.LONG);
    span(number, List.of(), column, columns, bound);
  }

  /** A pass with reductions: block by block. */
  private void blocks(int number, int columns, int bound) {
    Plan.Pass pass = plan.passes.get(number);
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
    int begin = loops.copy(column);
    int limit = loops.least(begin, block, columns);
    span(number, reductions, column, limit, loops.least(begin, block, bound));
    int count = vectors(begin, limit);
    for (ReductionEmitter reduction : reductions) {
      reduction.end(count);
    }
    code.goto_(top).labelBinding(done);
    reductions.forEach(ReductionEmitter::finish);
  }

  /** From the column in a slot to a limit, up to an end by whole vectors. */
  private void span(int number, List<ReductionEmitter> reductions, int column, int limit, int end) {
    int before = stages.cuts.get(number).before().size();
    if (before == 0) {
      stage(number, reductions, column, limit, end);
      return;
    }
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(column).lload(limit).lcmp().ifge(done);
    places.tileBegin = loops.copy(column);
    int tileLimit = loops.least(column, Stages.TILE, limit);
    for (int i = 0; i < before; i++) {
      code.aload(frame.arguments).lload(frame.scratch);
      frame.argument(Arguments.ROWS);
      code.lload(left).lsub().lload(places.tileBegin).lload(tileLimit);
      code.invokestatic(Names.GENERATED, StageEmitter.name(number, i), StageEmitter.TYPE);
    }
    stage(number, reductions, column, tileLimit, loops.least(column, Stages.TILE, end));
    code.goto_(top).labelBinding(done);
  }

  private void stage(
      int number, List<ReductionEmitter> reductions, int column, int limit, int end) {
    loops.byVectors(column, end, () -> vector(number, reductions, column, Rest.NONE));
    loops.rest(column, limit, () -> vector(number, reductions, column, Rest.SOME));
  }

  private void vector(int number, List<ReductionEmitter> reductions, int column, Rest rest) {
    body.lines(stages.cuts.get(number).last(), column, rest);
    for (ReductionEmitter reduction : reductions) {
      reduction.add(rest);
    }
    body.sinks(plan.passes.get(number).sinks(), column, rest);
  }

  /** How many vectors there are between two columns, counting one that is not whole. */
  private int vectors(int begin, int limit) {
    code.lload(limit).lload(begin).lsub().loadConstant((long) frame.lanes - 1).ladd();
    code.loadConstant(Integer.numberOfTrailingZeros(frame.lanes)).lshr().l2i();
    return frame.store(TypeKind.INT);
  }
}
