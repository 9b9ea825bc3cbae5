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
 * Makes a loop fit that {@link LoopLowering} refuses: streams whose row or whose rows are no line
 * in memory are copied to where they are, before, or from there, after.
 */
public final class Staging {
  private final Loop loop;
  private final IntFunction<DType> types;
  private final Extras extras;
  private final int from;
  private final int to;
  private final List<Loop> before = new ArrayList<>();
  private final List<Loop> after = new ArrayList<>();

  private Staging(Loop loop, IntFunction<DType> types, Extras extras) {
    this.loop = loop;
    this.types = types;
    this.extras = extras;
    int rank = loop.extents().length();
    boolean reduces = loop.body().values().stream().anyMatch(Value.Reduce.class::isInstance);
    this.from = rank - loop.rowAxes() - loop.totalAxes();
    this.to = reduces ? rank : rank - loop.rowAxes();
  }

  /**
   * {@return loops that do together what one does, without its finish}
   *
   * @param loop the loop
   * @param types the types of buffers
   * @param extras where memory for copies comes from
   */
  public static List<Loop> of(Loop loop, IntFunction<DType> types, Extras extras) {
    return new Staging(loop, types, extras).loops();
  }

  private List<Loop> loops() {
    List<Stream> streams = new ArrayList<>();
    for (int stream = 0; stream < loop.streams().size(); stream++) {
      Stream old = loop.streams().get(stream);
      boolean lines =
          isLine(old, from, loop.extents().length() - loop.rowAxes())
              && isLine(old, loop.extents().length() - loop.rowAxes(), to);
      streams.add(lines ? old : staged(stream, old));
    }
    List<Loop> all = new ArrayList<>(before);
    all.add(
        new Loop(
            loop.header(),
            loop.extents(),
            loop.rowAxes(),
            loop.totalAxes(),
            streams,
            loop.body(),
            List.of()));
    all.addAll(after);
    return all;
  }

  private boolean isLine(Stream stream, int first, int end) {
    long next = -1;
    for (int axis = end - 1; axis >= first; axis--) {
      long extent = loop.extents().get(axis);
      long stride = stream.strides().get(axis);
      if (extent != 1) {
        if (next != -1 && stride != next) {
          return false;
        }
        next = stride * extent;
      }
    }
    return true;
  }

  private Stream staged(int position, Stream old) {
    int rank = loop.extents().length();
    long[] strides = new long[rank];
    ImmutableLongArray.Builder sizes = ImmutableLongArray.builder();
    ImmutableLongArray.Builder outside = ImmutableLongArray.builder();
    ImmutableLongArray.Builder inside = ImmutableLongArray.builder();
    long size = 1;
    boolean total = isTotal(position);
    for (int axis = rank - 1; axis >= 0; axis--) {
      boolean summed = total && axis >= from && axis < rank - loop.rowAxes();
      boolean section = axis >= from && axis < to && !summed;
      if (section || old.strides().get(axis) != 0) {
        strides[axis] = size;
        size *= loop.extents().get(axis);
      }
    }
    for (int axis = 0; axis < rank; axis++) {
      if (strides[axis] != 0) {
        sizes.add(loop.extents().get(axis));
        outside.add(old.strides().get(axis));
        inside.add(strides[axis]);
      }
    }
    int buffer = extras.add(types.apply(old.buffer()), size);
    Stream there = new Stream(old.buffer(), old.offset(), outside.build());
    Stream here = new Stream(buffer, 0, inside.build());
    if (isLoaded(position)) {
      before.add(copy(sizes.build(), there, here));
    }
    if (isWritten(position)) {
      after.add(copy(sizes.build(), here, there));
    }
    return new Stream(buffer, 0, ImmutableLongArray.copyOf(strides));
  }

  private boolean isTotal(int stream) {
    return loop.body().sinks().stream()
        .anyMatch(sink -> sink instanceof Sink.Total && sink.stream() == stream);
  }

  private boolean isWritten(int stream) {
    return loop.body().sinks().stream().anyMatch(sink -> sink.stream() == stream);
  }

  private boolean isLoaded(int stream) {
    return loop.body().values().stream()
        .anyMatch(value -> value instanceof Value.Load load && load.stream() == stream);
  }

  private Loop copy(ImmutableLongArray sizes, Stream from, Stream to) {
    DType dtype = types.apply(from.buffer());
    Body body = new Body(List.of(new Value.Load(dtype, 0)), List.of(new Sink.Store(1, 0)));
    return new Loop(loop.header(), sizes, sizes.length(), 0, List.of(from, to), body, List.of());
  }
}
