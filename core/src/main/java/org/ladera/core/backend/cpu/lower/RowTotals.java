package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ladera.core.program.Body;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Takes totals of values that a row has only one of, such as the loss of each example, out of a
 * loop: it stores them, and they are added up afterwards. A loop without other totals then needs no
 * blocks.
 *
 * @param loop the loop without them
 * @param combines what is done afterwards
 */
public record RowTotals(Loop loop, List<Combine> combines) {
  /** Copies the list. */
  public RowTotals {
    combines = List.copyOf(combines);
  }

  /**
   * {@return a loop and what is done afterwards}
   *
   * @param loop the loop
   * @param types the types of buffers
   * @param extras where memory for values of rows comes from
   */
  public static RowTotals of(Loop loop, IntFunction<DType> types, Extras extras) {
    int rank = loop.extents().length();
    int rowFrom = rank - loop.rowAxes();
    long row = size(loop, rowFrom, rank);
    boolean[] varies = varying(loop, rowFrom);
    int[] levels = loop.body().levels();
    List<Stream> streams = new ArrayList<>(loop.streams());
    List<Sink> sinks = new ArrayList<>();
    List<Combine> combines = new ArrayList<>();
    boolean others = false;
    for (Sink sink : loop.body().sinks()) {
      boolean ofRow =
          sink instanceof Sink.Total
              && (!varies[sink.value()] || row == 0)
              && !moves(loop, loop.streams().get(sink.stream()), rowFrom)
              && row != 1;
      if (ofRow && sink instanceof Sink.Total total) {
        // An empty row has no values but those of reductions.
        boolean nothing = row == 0 && levels[total.value()] == 0;
        DType dtype = types.apply(loop.streams().get(total.stream()).buffer());
        int buffer = extras.add(dtype, size(loop, 0, rowFrom));
        long lines = nothing ? 0 : size(loop, rowFrom - loop.totalAxes(), rowFrom);
        combines.add(combine(loop, total, dtype, buffer, lines));
        sinks.add(new Sink.Store(streams.size(), total.value()));
        streams.add(new Stream(buffer, 0, dense(loop, rowFrom)));
      } else {
        others |= sink instanceof Sink.Total;
        sinks.add(sink);
      }
    }
    if (combines.isEmpty()) {
      return new RowTotals(loop, List.of());
    }
    return new RowTotals(
        new Loop(
            loop.header(),
            loop.extents(),
            loop.rowAxes(),
            others ? loop.totalAxes() : 0,
            streams,
            new Body(loop.body().values(), sinks),
            loop.finish()),
        combines);
  }

  private static long size(Loop loop, int from, int to) {
    long size = 1;
    for (int axis = from; axis < to; axis++) {
      size *= loop.extents().get(axis);
    }
    return size;
  }

  private static boolean moves(Loop loop, Stream stream, int rowFrom) {
    for (int axis = rowFrom; axis < loop.extents().length(); axis++) {
      if (stream.strides().get(axis) != 0 && loop.extents().get(axis) != 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] varying(Loop loop, int rowFrom) {
    List<Value> values = loop.body().values();
    boolean[] varies = new boolean[values.size()];
    for (int i = 0; i < varies.length; i++) {
      varies[i] =
          switch (values.get(i)) {
            case Value.Const _, Value.Reduce _ -> false;
            case Value.Load load -> moves(loop, loop.streams().get(load.stream()), rowFrom);
            case Value.Apply apply -> apply.arguments().stream().anyMatch(a -> varies[a]);
          };
    }
    return varies;
  }

  private static ImmutableLongArray dense(Loop loop, int rowFrom) {
    long[] strides = new long[loop.extents().length()];
    long stride = 1;
    for (int axis = rowFrom - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= loop.extents().get(axis);
    }
    return ImmutableLongArray.copyOf(strides);
  }

  private static Combine combine(Loop loop, Sink.Total total, DType dtype, int buffer, long lines) {
    int rowFrom = loop.extents().length() - loop.rowAxes();
    int keptEnd = rowFrom - loop.totalAxes();
    Stream target = loop.streams().get(total.stream());
    ImmutableLongArray.Builder distances = ImmutableLongArray.builder();
    for (int axis = 0; axis < keptEnd; axis++) {
      distances.add(target.strides().get(axis) * dtype.size());
    }
    Place place =
        new Place(target.buffer(), target.offset() * dtype.size(), distances.build(), 0, 0);
    return new Combine(
        total.kind(),
        dtype,
        loop.extents().subArray(0, keptEnd),
        lines,
        Nest.BLOCK,
        1,
        buffer,
        0,
        place);
  }
}
