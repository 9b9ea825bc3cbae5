package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Body;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** Evaluates a body point by point and row by row, on boxed values. */
final class PlainLoop {
  private final Body body;
  private final List<KernelRun.Moving> streams;
  private final List<List<Object>> memory;
  private final int columns;

  private PlainLoop(Body body, KernelRun run, int columns) {
    this.body = body;
    this.streams = run.streams();
    this.memory = new ArrayList<>();
    this.columns = columns;
    for (int i = 0; i < streams.size(); i++) {
      int first = firstOf(streams.get(i));
      memory.add(first < i ? memory.get(first) : run.entries(i));
    }
  }

  /** The stream whose memory this one shares. */
  private int firstOf(KernelRun.Moving stream) {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).memory().equals(stream.memory())) {
        return i;
      }
    }
    throw new AssertionError();
  }

  /** What the entries of all streams are after a call. */
  static List<List<Object>> run(Body body, KernelRun run, int rows, int columns) {
    PlainLoop loop = new PlainLoop(body, run, columns);
    List<List<Object>> totals = loop.totals();
    for (int row = 0; row < rows; row++) {
      loop.row(row, totals);
    }
    for (int s = 0; s < body.sinks().size(); s++) {
      for (int column = 0; column < columns && !totals.get(s).isEmpty(); column++) {
        loop.write(body.sinks().get(s).stream(), 0, column, totals.get(s).get(column));
      }
    }
    return loop.memory;
  }

  private List<List<Object>> totals() {
    List<List<Object>> totals = new ArrayList<>();
    for (Sink sink : body.sinks()) {
      totals.add(
          sink instanceof Sink.Total total
              ? new ArrayList<>(
                  Collections.nCopies(
                      columns, PlainReductions.none(total.kind(), dtype(total.value()))))
              : List.of());
    }
    return totals;
  }

  private DType dtype(int line) {
    return body.values().get(line).dtype();
  }

  private void write(int stream, int row, int column, Object value) {
    memory.get(stream).set(streams.get(stream).entry(row, column), value);
  }

  private void row(int row, List<List<Object>> totals) {
    List<List<Object>> points = new ArrayList<>();
    for (int line = 0; line < body.values().size(); line++) {
      List<Object> values = new ArrayList<>();
      if (body.values().get(line) instanceof Value.Reduce) {
        Object reduced = Objects.requireNonNull(ofRow(line, row, points));
        values = Collections.nCopies(columns, reduced);
      } else {
        for (int column = 0; column < columns; column++) {
          values.add(value(line, row, column, points));
        }
      }
      points.add(values);
    }
    for (int s = 0; s < body.sinks().size(); s++) {
      List<Object> values = points.get(body.sinks().get(s).value());
      for (int column = 0; column < columns; column++) {
        Object value = values.get(column);
        switch (body.sinks().get(s)) {
          case Sink.Store store -> write(store.stream(), row, column, value);
          case Sink.Flag flag when value.equals(true) -> write(flag.stream(), 0, 0, 1);
          case Sink.Flag _ -> {}
          case Sink.Total total ->
              totals
                  .get(s)
                  .set(
                      column,
                      PlainReductions.combine(
                          total.kind(), dtype(total.value()), totals.get(s).get(column), value));
        }
      }
      if (columns == 0) {
        writeOfNoPoint(body.sinks().get(s), row, points);
      }
    }
  }

  private void writeOfNoPoint(Sink sink, int row, List<List<Object>> points) {
    Object value = ofRow(sink.value(), row, points);
    if (value != null && body.levels()[sink.value()] > 0) {
      switch (sink) {
        case Sink.Store store
            when List.of("ROW", "SCALAR").contains(streams.get(store.stream()).movement().name()) ->
            write(store.stream(), row, 0, value);
        case Sink.Flag flag when value.equals(true) -> write(flag.stream(), 0, 0, 1);
        default -> {}
      }
    }
  }

  private Object value(int line, int row, int column, List<List<Object>> points) {
    return switch (body.values().get(line)) {
      case Value.Apply apply ->
          Objects.requireNonNull(
              PlainOps.apply(
                  apply.op(),
                  apply.dtype(),
                  apply.arguments().stream().mapToObj(a -> points.get(a).get(column)).toArray()));
      case Value.Load load ->
          memory.get(load.stream()).get(streams.get(load.stream()).entry(row, column));
      default -> Objects.requireNonNull(ofRow(line, row, points));
    };
  }

  /** The value of a line in a row, or null if it differs from point to point. */
  private @Nullable Object ofRow(int line, int row, List<List<Object>> points) {
    return switch (body.values().get(line)) {
      case Value.Const constant -> constant(constant);
      case Value.Load load ->
          switch (streams.get(load.stream()).movement()) {
            case SCALAR, ROW ->
                memory.get(load.stream()).get(streams.get(load.stream()).entry(row, 0));
            case UNIT, STRIDED -> null;
          };
      case Value.Reduce reduce ->
          PlainReductions.row(reduce.kind(), reduce.dtype(), points.get(reduce.argument()));
      case Value.Apply apply -> {
        Object[] values = apply.arguments().stream().mapToObj(a -> ofRow(a, row, points)).toArray();
        yield !hasNull(values) ? PlainOps.apply(apply.op(), apply.dtype(), values) : null;
      }
    };
  }

  private static boolean hasNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  static Object constant(Value.Const constant) {
    long bits = constant.bits();
    return switch (constant.dtype()) {
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case FLOAT64 -> Double.longBitsToDouble(bits);
      case INT32 -> (int) bits;
      case INT64 -> bits;
      case BOOL -> bits == 1;
    };
  }
}
