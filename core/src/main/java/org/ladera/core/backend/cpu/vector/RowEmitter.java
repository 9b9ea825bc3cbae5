package org.ladera.core.backend.cpu.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Writes lines that are one for a call or one for a row, and their sinks. */
final class RowEmitter {
  private final Frame frame;
  private final CodeBuilder code;
  private final Places places;
  private final Stages stages;
  private final ScalarEmitter scalars;
  private final StreamEmitter streams;

  RowEmitter(Frame frame, Places places, Stages stages) {
    this.frame = frame;
    this.code = frame.code;
    this.places = places;
    this.stages = stages;
    this.scalars = new ScalarEmitter(frame);
    this.streams = new StreamEmitter(frame);
  }

  /** Lines of a rank and level. */
  void lines(Needs.Rank rank, int level) {
    Needs needs = frame.needs;
    for (int line = 0; line < needs.values.size(); line++) {
      if (needs.isNeeded(line) && needs.rank(line) == rank && needs.level(line) == level) {
        line(line);
      }
    }
  }

  /** In a stage, the lines of those ranks that it needs. */
  void numbers(List<Plan.Entry> stage) {
    SortedSet<Integer> lines = new TreeSet<>();
    for (Plan.Entry entry : stage) {
      if (!entry.reloaded()) {
        for (int argument : Needs.arguments(frame.needs.values.get(entry.line()))) {
          lines.add(argument);
        }
      }
    }
    lines.removeIf(line -> frame.needs.rank(line) == Needs.Rank.POINT);
    for (int line : lines) {
      if (frame.needs.values.get(line) instanceof Value.Const constant) {
        scalars.constant(constant);
      } else {
        places.number(line);
        streams.loadScalar(frame.dtype(line));
      }
      frame.setScalar(line);
    }
  }

  private void line(int line) {
    Value value = frame.needs.values.get(line);
    switch (value) {
      case Value.Const constant -> scalars.constant(constant);
      case Value.Load load -> {
        places.stream(load.stream(), -1, load.dtype());
        streams.loadScalar(load.dtype());
      }
      case Value.Apply apply -> scalars.apply(apply);
      case Value.Reduce _ -> {
        // The reduction left it where it belongs.
      }
    }
    if (!(value instanceof Value.Reduce)) {
      frame.setScalar(line);
    }
    if (stages.numbers[line] >= 0) {
      places.number(line);
      int address = frame.store(TypeKind.LONG);
      frame.loadScalar(line);
      streams.storeScalar(value.dtype(), address);
    }
  }

  /**
   * Sinks of such lines.
   *
   * @param columns the slot of the number of columns: if it is 0, only what is a reduction counts;
   *     -1 if it is not 0
   */
  void sinks(int columns) {
    for (Sink sink : stages.plan.rowSinks) {
      if (columns >= 0 && frame.needs.level(sink.value()) == 0) {
        code.lload(columns).lconst_0().lcmp();
        code.ifThen(java.lang.classfile.Opcode.IFGT, _ -> sink(sink));
      } else {
        sink(sink);
      }
    }
  }

  private void sink(Sink sink) {
    DType dtype = frame.dtype(sink.value());
    if (sink instanceof Sink.Flag flag) {
      code.iload(places.flag(flag));
      frame.loadScalar(flag.value());
      code.ior().istore(places.flag(flag));
      return;
    }
    if (frame.needs.lane(sink.stream()).movement() == Movement.SCALAR) {
      places.argument(sink.stream());
    } else {
      places.stream(sink.stream(), -1, dtype);
    }
    int address = frame.store(TypeKind.LONG);
    frame.loadScalar(sink.value());
    streams.storeScalar(dtype, address);
  }
}
