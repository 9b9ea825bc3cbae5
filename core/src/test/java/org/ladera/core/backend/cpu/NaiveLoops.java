package org.ladera.core.backend.cpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;

/**
 * What a loop of float32 means, point by point, with the orders of reductions spelled out from the
 * page of {@link org.ladera.core.program}. It knows few ops.
 */
final class NaiveLoops {
  private static final int BLOCK = 64;
  private static final int LANES = 64;

  private final Loop loop;
  private final Map<Integer, float[]> memory;
  private final long[] extents;

  private NaiveLoops(Loop loop, Map<Integer, float[]> memory) {
    this.loop = loop;
    this.memory = memory;
    this.extents = loop.extents().toArray();
  }

  /** Runs a loop and its finish over arrays by buffer. */
  static void run(Loop loop, Map<Integer, float[]> memory) {
    new NaiveLoops(loop, memory).run();
    loop.finish().forEach(each -> run(each, memory));
  }

  private long size(int from, int to) {
    return Arrays.stream(extents, from, to).reduce(1, (a, b) -> a * b);
  }

  private void run() {
    int rank = extents.length;
    int rowFrom = rank - loop.rowAxes();
    int totalFrom = rowFrom - loop.totalAxes();
    long rows = size(totalFrom, rowFrom);
    long columns = size(rowFrom, rank);
    for (long kept = 0; kept < size(0, totalFrom); kept++) {
      Map<Sink.Total, float[][]> taken = new HashMap<>();
      for (long row = 0; row < rows; row++) {
        row(kept * rows + row, (int) columns, (int) row, (int) rows, taken);
      }
      for (Sink sink : loop.body().sinks()) {
        if (sink instanceof Sink.Total total) {
          boolean nothing = columns == 0 && loop.body().levels()[total.value()] == 0;
          float[][] lines = nothing ? new float[0][] : taken.getOrDefault(total, new float[0][]);
          for (long column = 0; column < columns; column++) {
            float value = total(total.kind(), lines, (int) column);
            memory(total.stream())[totalPlace(total.stream(), kept, column)] = value;
          }
          if (columns == 0 && !moves(total.stream())) {
            memory(total.stream())[totalPlace(total.stream(), kept, 0)] =
                total(total.kind(), lines, -1);
          }
        }
      }
    }
  }

  private void row(long row, int columns, int inTotal, int rows, Map<Sink.Total, float[][]> taken) {
    // Of an empty row there is one value of each line, of which that of a reduction counts.
    int computed = Math.max(1, columns);
    List<Value> values = loop.body().values();
    int[] levels = loop.body().levels();
    float[][] lines = new float[values.size()][computed];
    for (int i = 0; i < lines.length; i++) {
      if (values.get(i) instanceof Value.Reduce reduce) {
        float[] entries = Arrays.copyOf(lines[reduce.argument()], columns);
        Arrays.fill(lines[i], reduce(reduce.kind(), entries));
        continue;
      }
      for (int column = 0; column < computed; column++) {
        boolean empty = columns == 0;
        lines[i][column] =
            empty && values.get(i) instanceof Value.Load load
                ? moves(load.stream())
                    ? Float.NaN
                    : memory(load.stream())[rowPlace(load.stream(), row)]
                : value(values.get(i), lines, column, row * columns + column);
      }
    }
    for (Sink sink : loop.body().sinks()) {
      switch (sink) {
        case Sink.Store store -> {
          for (int column = 0; column < columns; column++) {
            write(store.stream(), row * columns + column, lines[store.value()][column]);
          }
          if (columns == 0 && levels[store.value()] > 0 && !moves(store.stream())) {
            writeRow(store.stream(), row, lines[store.value()][0]);
          }
        }
        case Sink.Total total -> {
          float[][] all = taken.computeIfAbsent(total, _ -> new float[rows][]);
          all[inTotal] = lines[total.value()];
        }
        case Sink.Flag _ -> throw new IllegalStateException("no flags here");
      }
    }
  }

  private float value(Value value, float[][] lines, int column, long point) {
    return switch (value) {
      case Value.Const constant -> Float.intBitsToFloat((int) constant.bits());
      case Value.Load load -> read(load.stream(), point);
      case Value.Apply apply -> {
        float a = lines[apply.arguments().get(0)][column];
        float b = apply.op().arity() > 1 ? lines[apply.arguments().get(1)][column] : 0;
        yield switch (apply.op()) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case MAXIMUM -> Math.max(a, b);
          case NEGATE -> -a;
          default -> throw new IllegalStateException("unknown here: " + apply.op());
        };
      }
      case Value.Reduce _ -> throw new IllegalStateException("done before");
    };
  }

  private long place(int stream, long point) {
    Stream where = loop.streams().get(stream);
    long place = where.offset();
    long rest = point;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      place += rest % extents[axis] * where.strides().get(axis);
      rest /= extents[axis];
    }
    return place;
  }

  private float read(int stream, long point) {
    return memory(stream)[(int) place(stream, point)];
  }

  private void write(int stream, long point, float value) {
    memory(stream)[(int) place(stream, point)] = value;
  }

  private float[] memory(int stream) {
    return Objects.requireNonNull(memory.get(loop.streams().get(stream).buffer()));
  }

  private boolean moves(int stream) {
    for (int axis = extents.length - loop.rowAxes(); axis < extents.length; axis++) {
      if (loop.streams().get(stream).strides().get(axis) != 0 && extents[axis] != 1) {
        return true;
      }
    }
    return false;
  }

  private int totalPlace(int stream, long kept, long column) {
    Stream where = loop.streams().get(stream);
    long place = where.offset();
    int rowFrom = extents.length - loop.rowAxes();
    long rest = column;
    for (int axis = extents.length - 1; axis >= rowFrom; axis--) {
      place += extents[axis] == 0 ? 0 : rest % extents[axis] * where.strides().get(axis);
      rest /= Math.max(1, extents[axis]);
    }
    rest = kept;
    for (int axis = rowFrom - loop.totalAxes() - 1; axis >= 0; axis--) {
      place += rest % extents[axis] * where.strides().get(axis);
      rest /= extents[axis];
    }
    return (int) place;
  }

  /** Writes what an empty row has. */
  private void writeRow(int stream, long row, float value) {
    memory(stream)[rowPlace(stream, row)] = value;
  }

  private int rowPlace(int stream, long row) {
    Stream where = loop.streams().get(stream);
    long place = where.offset();
    long rest = row;
    for (int axis = extents.length - loop.rowAxes() - 1; axis >= 0; axis--) {
      if (extents[axis] > 0) {
        place += rest % extents[axis] * where.strides().get(axis);
        rest /= extents[axis];
      }
    }
    return (int) place;
  }

  private static float none(Reduction kind) {
    return switch (kind) {
      case SUM -> 0;
      case MAX -> Float.NEGATIVE_INFINITY;
      case MIN -> Float.POSITIVE_INFINITY;
    };
  }

  private static float both(Reduction kind, float a, float b) {
    return switch (kind) {
      case SUM -> a + b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  private static float reduce(Reduction kind, float[] entries) {
    double sum = 0;
    float result = none(kind);
    int blocks = Math.max(1, Math.ceilDiv(entries.length, BLOCK * LANES));
    for (int block = 0; block < blocks; block++) {
      float[] lanes = new float[LANES];
      Arrays.fill(lanes, none(kind));
      int end = Math.min(entries.length, (block + 1) * BLOCK * LANES);
      for (int i = block * BLOCK * LANES; i < end; i++) {
        lanes[i % LANES] = both(kind, lanes[i % LANES], entries[i]);
      }
      for (int half = LANES / 2; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] = both(kind, lanes[i], lanes[i + half]);
        }
      }
      sum += lanes[0];
      result = both(kind, result, lanes[0]);
    }
    return kind == Reduction.SUM ? (float) sum : result;
  }

  private static float total(Reduction kind, float[][] rows, int column) {
    double sum = 0;
    float result = none(kind);
    for (int first = 0; first < rows.length; first += BLOCK) {
      float block = none(kind);
      for (int row = first; row < Math.min(rows.length, first + BLOCK); row++) {
        block = both(kind, block, rows[row][Math.max(0, column)]);
      }
      sum += block;
      result = both(kind, result, block);
    }
    return kind == Reduction.SUM ? (float) sum : result;
  }

  /** The entries of arrays of float32, by bits. */
  static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
