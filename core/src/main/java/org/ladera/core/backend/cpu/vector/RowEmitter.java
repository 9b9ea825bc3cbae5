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
  private final ScalarEmitter scalars;
  private final StreamEmitter streams;

  RowEmitter(Frame frame, Places places) {
    this.frame = frame;
    this.code = frame.code;
    this.places = places;
    this.scalars = new ScalarEmitter(frame);
    this.streams = new StreamEmitter(frame);
  }

  /** Lines of a rank and level; as vectors too where they are needed so. */
  void lines(Plan.Rank rank, int level) {
    Plan plan = frame.plan;
    for (int line = 0; line < plan.values.size(); line++) {
      if (plan.isNeeded(line) && plan.rank(line) == rank && plan.level(line) == level) {
        line(line);
      }
    }
  }

  /** In a stage, the lines of those ranks that it needs. */
  void numbers(List<Plan.Entry> stage) {
    SortedSet<Integer> lines = new TreeSet<>();
    for (Plan.Entry entry : stage) {
      if (!entry.reloaded()) {
        for (int argument : Plan.arguments(frame.plan.values.get(entry.line()))) {
          lines.add(argument);
        }
      }
    }
    lines.removeIf(line -> frame.plan.rank(line) == Plan.Rank.POINT);
    for (int line : lines) {
      if (frame.plan.values.get(line) instanceof Value.Const constant) {
        scalars.constant(constant);
      } else {
        places.number(line);
        streams.loadScalar(frame.dtype(line));
      }
      frame.setScalar(line);
      vector(line);
    }
  }

  private void line(int line) {
    Value value = frame.plan.values.get(line);
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
    if (frame.stages.numbers[line] >= 0) {
      places.number(line);
      int address = frame.store(TypeKind.LONG);
      frame.loadScalar(line);
      streams.storeScalar(value.dtype(), address);
    }
    vector(line);
  }

  private void vector(int line) {
    DType dtype = frame.dtype(line);
    if (frame.plan.isVector(line)) {
      frame.loadScalar(line);
      frame.broadcast(dtype);
      frame.setVector(line);
    }
  }

  /**
   * Sinks of such lines.
   *
   * @param columns the slot of the number of columns: if it is 0, only what is a reduction counts;
   *     -1 if it is not 0
   */
  void sinks(int columns) {
    for (Sink sink : frame.plan.rowSinks) {
      if (columns >= 0 && frame.plan.level(sink.value()) == 0) {
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
    if (frame.plan.lane(sink.stream()).movement() == Movement.SCALAR) {
      places.argument(sink.stream());
    } else {
      places.stream(sink.stream(), -1, dtype);
    }
    int address = frame.store(TypeKind.LONG);
    frame.loadScalar(sink.value());
    streams.storeScalar(dtype, address);
  }
}
