package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.LineTypes;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** A body drawn from a seed, with streams of all movements, for some rows and columns. */
final class RandomBody {
  private final Random random;
  private final int rows;
  private final int columns;
  private final KernelRun run;
  private final boolean reductions;
  private final BodyBuilder builder = new BodyBuilder();
  private final List<Integer> lines = new ArrayList<>();

  private RandomBody(long seed, int rows, int columns, KernelRun run, boolean reductions) {
    this.random = new Random(seed);
    this.rows = rows;
    this.columns = columns;
    this.run = run;
    this.reductions = reductions;
  }

  static Body of(long seed, int rows, int columns, KernelRun run, boolean reductions) {
    RandomBody body = new RandomBody(seed, rows, columns, run, reductions);
    body.loads();
    body.ops();
    body.sinks();
    return body.builder.body();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private DType anyType() {
    return any(
        List.of(DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL));
  }

  private Object anyValue(DType dtype) {
    if (random.nextInt(12) == 0) {
      return any(SpecialValues.of(dtype));
    }
    return switch (dtype) {
      case FLOAT32 -> (float) random.nextGaussian();
      case FLOAT64 -> random.nextGaussian();
      case INT32 -> random.nextInt(-40, 40);
      case INT64 -> random.nextLong(-40, 40);
      case BOOL -> random.nextBoolean();
    };
  }

  /** A stream whose every point is an entry of its own where it moves. */
  private int stream(DType dtype, Movement movement, boolean stored) {
    int row = 0;
    int column = 0;
    switch (movement) {
      case SCALAR -> {}
      case ROW -> row = stored ? 1 : random.nextInt(3);
      case UNIT -> {
        row = any(List.of(columns, columns, columns + 3, stored ? columns : 0));
        column = 1;
      }
      case STRIDED -> {
        boolean transposed = random.nextBoolean();
        row = transposed ? 1 : 2 * columns;
        column = transposed ? Math.max(rows, 1) : 2;
      }
    }
    int size = Math.max(rows - 1, 0) * row + Math.max(columns - 1, 0) * column + 1;
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(anyValue(dtype));
    }
    return run.stream(dtype, movement, row, column, entries);
  }

  private void loads() {
    for (Movement movement : Movement.values()) {
      for (int i = 0; i < 2; i++) {
        DType dtype = anyType();
        lines.add(builder.load(dtype, stream(dtype, movement, false)));
      }
    }
    lines.add(builder.constant((float) random.nextGaussian()));
    lines.add(builder.constant(random.nextInt(100)));
  }

  private void ops() {
    for (int i = 0; i < 25; i++) {
      int line = any(lines);
      if (reductions && random.nextInt(6) == 0 && builder.dtype(line) != DType.BOOL) {
        lines.add(builder.reduce(any(List.of(Reduction.values())), line));
        continue;
      }
      for (int attempt = 0; attempt < 400; attempt++) {
        ScalarOp op = any(List.of(ScalarOp.values()));
        int[] arguments = new int[op.arity()];
        List<DType> types = new ArrayList<>();
        for (int a = 0; a < arguments.length; a++) {
          // The latest lines more often, so that chains become long.
          int from = random.nextBoolean() ? Math.max(0, lines.size() - 5) : 0;
          arguments[a] = lines.get(random.nextInt(from, lines.size()));
          types.add(builder.dtype(arguments[a]));
        }
        DType result = anyType();
        // A bit cast shows the payload of a NaN, which is nobody's promise.
        if (op != ScalarOp.BITCAST && LineTypes.complaint(op, result, types) == null) {
          lines.add(builder.apply(op, result, arguments));
          break;
        }
      }
    }
  }

  private void sinks() {
    for (Movement movement : Movement.values()) {
      int line = any(lines.subList(lines.size() / 2, lines.size()));
      builder.sink(new Sink.Store(stream(builder.dtype(line), movement, true), line));
    }
    int bool = any(lines);
    if (builder.dtype(bool) == DType.BOOL) {
      int flag = run.stream(DType.INT32, Movement.SCALAR, 0, 0, List.of(0));
      builder.sink(new Sink.Flag(flag, bool));
    }
    int line = any(lines);
    if (builder.dtype(line) != DType.BOOL && random.nextBoolean() && rows <= 64) {
      List<Object> entries = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        entries.add(anyValue(builder.dtype(line)));
      }
      int total = run.stream(builder.dtype(line), Movement.UNIT, 0, 1, entries);
      builder.sink(new Sink.Total(total, any(List.of(Reduction.values())), line));
    }
    inPlace();
  }

  /** Stores where a load of the same distances reads. */
  private void inPlace() {
    for (int line = 0; line < builder.body().values().size(); line++) {
      if (builder.body().values().get(line) instanceof Value.Load load
          && run.streams().get(load.stream()).movement() == Movement.UNIT
          && run.streams().get(load.stream()).row() >= columns
          && random.nextBoolean()) {
        for (int source : lines) {
          if (builder.dtype(source) == load.dtype() && random.nextInt(3) == 0) {
            builder.sink(new Sink.Store(run.same(load.stream()), source));
            return;
          }
        }
      }
    }
  }
}
