package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Writes a stage of a pass: one tile of a row, as a method. */
final class StageEmitter {
  /** Of the arguments, the address of scratch memory, a row, and the columns from and to. */
  static final MethodTypeDesc TYPE =
      Names.method(CD_void, CD_long.arrayType(), CD_long, CD_long, CD_long, CD_long);

  /** The first slot behind the parameters. */
  static final int SLOTS = 9;

  private static final int ROW = 3;
  private static final int BEGIN = 5;
  private static final int END = 7;

  private StageEmitter() {}

  static String name(int pass, int stage) {
    return "stage" + pass + "_" + stage;
  }

  static void write(Frame frame, Stages stages, List<Plan.Entry> stage) {
    frame.counted.begin(END);
    Places places = new Places(frame, stages);
    BodyEmitter body = new BodyEmitter(frame, places);
    ColumnLoops loops = new ColumnLoops(frame);
    int columns = loops.columns();
    int bound = loops.bound(columns);
    places.tileBegin = BEGIN;
    places.begin(stage, ROW);
    places.beginRegions(columns);
    new RowEmitter(frame, places, stages).numbers(stage);
    int column = loops.copy(BEGIN);
    int end = loops.least(BEGIN, Stages.TILE, bound);
    loops.byVectors(column, end, () -> body.lines(stage, column, Rest.NONE));
    loops.rest(column, END, () -> body.lines(stage, column, Rest.SOME));
    frame.code.return_();
    frame.counted.end(List.of());
  }
}
