package org.ladera.core.backend.cpu.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** Writes what happens at one vector of points: lines, then sinks. */
final class BodyEmitter {
  private final Frame frame;
  private final CodeBuilder code;
  private final StreamEmitter streams;
  private final ValueEmitter values;
  private final Places places;

  /** Accumulators of totals, where rows have no more columns than there are lanes. */
  private final Map<Sink.Total, Integer> totals = new HashMap<>();

  BodyEmitter(Frame frame, Places places) {
    this.frame = frame;
    this.code = frame.code;
    this.places = places;
    this.streams = new StreamEmitter(frame);
    this.values = new ValueEmitter(frame);
  }

  /**
   * Evaluates lines.
   *
   * @param column the slot of the column, or -1 for the first; then earlier passes' lines are still
   *     there
   */
  void lines(List<Plan.Entry> entries, int column, Rest rest) {
    for (Plan.Entry entry : entries) {
      int line = entry.line();
      if (frame.hasVector(line)) {
        continue;
      }
      DType dtype = frame.dtype(line);
      if (entry.reloaded()) {
        places.kept(line, column, dtype);
        streams.load(dtype, Rest.NONE);
        frame.setVector(line);
        continue;
      }
      switch (frame.needs.values.get(line)) {
        case Value.Load load -> {
          places.stream(load.stream(), column, dtype);
          streams.load(dtype, rest);
          frame.setVector(line);
        }
        case Value.Apply apply -> values.apply(line, apply);
        case Value.Const _, Value.Reduce _ ->
            throw new IllegalStateException("line " + line + " is not a value at a point");
      }
      if (column >= 0 && places.isKept(line)) {
        places.kept(line, column, dtype);
        int address = frame.store(TypeKind.LONG);
        frame.loadVector(line);
        streams.store(dtype, address, Rest.NONE);
      }
    }
  }

  /** Before the first row, in place of totals in memory. */
  void beginTotals(List<Sink> sinks) {
    for (Sink sink : sinks) {
      if (sink instanceof Sink.Total total) {
        identity(total);
        totals.put(total, frame.store(TypeKind.REFERENCE));
      }
    }
  }

  /** After the last row. */
  void endTotals() {
    totals.forEach(
        (total, accumulator) -> {
          places.argument(total.stream());
          int address = frame.store(TypeKind.LONG);
          code.aload(accumulator);
          streams.store(frame.dtype(total.value()), address, Rest.SOME);
        });
  }

  /** The reduction of nothing, in every lane. */
  void identity(Sink.Total total) {
    DType dtype = frame.dtype(total.value());
    ReductionEmitter.number(code, total.kind(), dtype);
    frame.broadcast(dtype);
  }

  /** Stores, at a slot's column, what is on the stack as a total. */
  void storeTotal(Sink.Total total, int vector, int column, Rest rest) {
    DType dtype = frame.dtype(total.value());
    places.column(total.stream(), column, dtype);
    int address = frame.store(TypeKind.LONG);
    code.aload(vector);
    streams.store(dtype, address, rest);
  }

  void sinks(List<Sink> sinks, int column, Rest rest) {
    for (Sink sink : sinks) {
      DType dtype = frame.dtype(sink.value());
      switch (sink) {
        case Sink.Store store -> {
          places.stream(store.stream(), column, dtype);
          int address = frame.store(TypeKind.LONG);
          frame.loadVector(store.value());
          streams.store(dtype, address, rest);
        }
        case Sink.Total total -> total(total, column, rest);
        case Sink.Flag flag -> {
          code.aload(places.flag(flag));
          frame.loadVector(flag.value());
          if (rest == Rest.SOME) {
            frame.mask(frame.main());
            code.invokevirtual(Names.MASK, "and", Names.method(Names.MASK, Names.MASK));
          }
          code.invokevirtual(Names.MASK, "or", Names.method(Names.MASK, Names.MASK));
          code.astore(places.flag(flag));
        }
      }
    }
  }

  private void total(Sink.Total total, int column, Rest rest) {
    DType dtype = frame.dtype(total.value());
    Integer accumulator = totals.get(total);
    int address = -1;
    if (accumulator == null) {
      places.column(total.stream(), column, dtype);
      address = frame.store(TypeKind.LONG);
      code.lload(address);
      streams.load(dtype, rest);
    } else {
      code.aload(accumulator);
    }
    frame.operator("Associative", ReductionEmitter.operator(total.kind()));
    frame.loadVector(total.value());
    frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), Names.VECTOR);
    if (accumulator == null) {
      streams.store(dtype, address, rest);
    } else {
      code.astore(accumulator);
    }
  }
}
