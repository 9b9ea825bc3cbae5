package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * A loop that reduces few long rows, such as the sum of an array, as one over their blocks, which
 * threads can share. The order of a sum is that of the row in one piece: a row is added up block by
 * block in any case.
 *
 * @param blocks loops over whole blocks and over what is left, which reduce each to a value
 * @param combines what the values of blocks become
 * @param rest what is done with the results of rows; null if nothing
 */
public record LongRows(List<Loop> blocks, List<Combine> combines, @Nullable Loop rest) {
  private static final int LANE_BYTES = 256;
  private static final int LANES_OF_BLOCK = 64;

  /** Copies the lists. */
  public LongRows {
    blocks = List.copyOf(blocks);
    combines = List.copyOf(combines);
  }

  /**
   * {@return the loops, or nothing if rows have no more than a block or are read again after their
   * reduction, or if rows are added up too}
   *
   * @param loop the loop, whose row is a line in memory; its finish is not looked at
   * @param extras where memory for the values of blocks comes from
   */
  public static Optional<LongRows> of(Loop loop, Extras extras) {
    List<Axis> axes = Axis.of(loop);
    List<Axis> row = Axis.collapsed(axes.subList(axes.size() - loop.rowAxes(), axes.size()));
    long block = block(loop.body());
    if (row.size() != 1 || block == 0 || row.getFirst().extent() <= block) {
      return Optional.empty();
    }
    boolean[] varies = varying(loop.body(), row.getFirst());
    int[] levels = loop.body().levels();
    for (int line = 0; line < levels.length; line++) {
      if (levels[line] > 1 || (levels[line] == 1 && varies[line])) {
        return Optional.empty();
      }
    }
    for (Sink sink : loop.body().sinks()) {
      boolean isSpread = !varies[sink.value()] && row.getFirst().strides().get(sink.stream()) != 0;
      if (sink instanceof Sink.Total || isSpread) {
        return Optional.empty();
      }
    }
    return Optional.of(new Cutting(loop, row.getFirst(), block, varies, extras).result());
  }

  /** The number of entries of a block; 0 if nothing is reduced, or in blocks of several sizes. */
  private static long block(Body body) {
    long block = 0;
    boolean reduces = false;
    for (Value value : body.values()) {
      if (value instanceof Value.Reduce reduce) {
        reduces = true;
        if (reduce.kind() == Reduction.SUM && reduce.dtype().isFloating()) {
          long own = (long) LANES_OF_BLOCK * LANE_BYTES / reduce.dtype().size();
          if (block != 0 && block != own) {
            return 0;
          }
          block = own;
        }
      }
    }
    return reduces && block == 0 ? LANES_OF_BLOCK * LANE_BYTES / Float.BYTES : block;
  }

  private static boolean[] varying(Body body, Axis row) {
    boolean[] varies = new boolean[body.values().size()];
    for (int i = 0; i < varies.length; i++) {
      varies[i] =
          switch (body.values().get(i)) {
            case Value.Const _, Value.Reduce _ -> false;
            case Value.Load load -> row.strides().get(load.stream()) != 0;
            case Value.Apply apply -> apply.arguments().stream().anyMatch(a -> varies[a]);
          };
    }
    return varies;
  }

  /** A part of a body, with the streams that it needs. */
  private static final class Part {
    private final BodyBuilder body = new BodyBuilder();
    private final List<Stream> streams = new ArrayList<>();
    private final Map<Stream, Integer> positions = new HashMap<>();
    private final Map<Integer, Integer> lines = new HashMap<>();

    int stream(Stream stream) {
      return positions.computeIfAbsent(
          stream,
          added -> {
            streams.add(added);
            return streams.size() - 1;
          });
    }

    int line(int old) {
      Integer line = lines.get(old);
      if (line == null) {
        throw new IllegalStateException("line " + old + " is not in this part");
      }
      return line;
    }
  }

  private static final class Cutting {
    private final Loop loop;
    private final Axis row;
    private final long block;
    private final boolean[] varies;
    private final int outer;
    private final ImmutableLongArray kept;
    private final long lines;
    private final Map<Integer, Integer> values = new HashMap<>();
    private final Map<Integer, Integer> results = new HashMap<>();
    private final List<Combine> combines = new ArrayList<>();

    Cutting(Loop loop, Axis row, long block, boolean[] varies, Extras extras) {
      this.loop = loop;
      this.row = row;
      this.block = block;
      this.varies = varies;
      this.outer = loop.extents().length() - loop.rowAxes();
      this.kept = loop.extents().subArray(0, outer);
      this.lines = Math.ceilDiv(row.extent(), block);
      long rows = kept.stream().reduce(1, (a, b) -> a * b);
      List<Value> all = loop.body().values();
      for (int line = 0; line < all.size(); line++) {
        if (all.get(line) instanceof Value.Reduce reduce) {
          DType dtype = reduce.dtype();
          int each = extras.add(dtype, rows * lines);
          int result = extras.add(dtype, rows);
          values.put(line, each);
          results.put(line, result);
          ImmutableLongArray distances = dense(kept.length(), dtype.size());
          Place target = new Place(result, 0, distances, 0, 0);
          combines.add(new Combine(reduce.kind(), dtype, kept, lines, 1, 1, each, 0, target));
        }
      }
    }

    LongRows result() {
      long whole = row.extent() / block;
      long left = row.extent() % block;
      List<Loop> blocks = new ArrayList<>();
      blocks.add(blocks(0, whole, block));
      if (left > 0) {
        blocks.add(blocks(whole, 1, left));
      }
      return new LongRows(blocks, combines, rest());
    }

    /** The distances of what lies dense along the first axes, the last so far apart. */
    private ImmutableLongArray dense(int axes, long last) {
      long[] distances = new long[axes];
      long distance = last;
      for (int axis = axes - 1; axis >= 0; axis--) {
        distances[axis] = distance;
        distance *= kept.get(axis);
      }
      return ImmutableLongArray.copyOf(distances);
    }

    private Loop blocks(long first, long count, long entries) {
      Part part = new Part();
      boolean[] needed = new boolean[varies.length];
      for (Sink sink : loop.body().sinks()) {
        needed[sink.value()] |= varies[sink.value()];
      }
      values.keySet().forEach(line -> needed[line] = true);
      copy(part, needed, first, true);
      for (Sink sink : loop.body().sinks()) {
        if (varies[sink.value()]) {
          sink(part, sink, moved(sink.stream(), first));
        }
      }
      values.forEach(
          (line, buffer) -> {
            ImmutableLongArray strides =
                ImmutableLongArray.builder().addAll(dense(outer, lines)).add(1).add(0).build();
            int stream = part.stream(new Stream(buffer, first, strides));
            part.body.sink(new Sink.Store(stream, part.line(line)));
          });
      ImmutableLongArray extents =
          ImmutableLongArray.builder().addAll(kept).add(count).add(entries).build();
      return new Loop(loop.header(), extents, 1, 0, part.streams, part.body.body(), List.of());
    }

    private @Nullable Loop rest() {
      Part part = new Part();
      boolean[] needed = new boolean[varies.length];
      for (Sink sink : loop.body().sinks()) {
        needed[sink.value()] |= !varies[sink.value()];
      }
      copy(part, needed, 0, false);
      boolean stores = false;
      for (Sink sink : loop.body().sinks()) {
        if (!varies[sink.value()]) {
          sink(part, sink, outside(sink.stream()));
          stores = true;
        }
      }
      int rowAxes = Math.min(1, outer);
      return stores
          ? new Loop(loop.header(), kept, rowAxes, 0, part.streams, part.body.body(), List.of())
          : null;
    }

    private static void sink(Part part, Sink sink, Stream stream) {
      int position = part.stream(stream);
      int line = part.line(sink.value());
      part.body.sink(
          sink instanceof Sink.Flag
              ? new Sink.Flag(position, line)
              : new Sink.Store(position, line));
    }

    /** The lines that some need; in the rest the results of rows are read from memory. */
    private void copy(Part part, boolean[] needed, long first, boolean inBlocks) {
      List<Value> all = loop.body().values();
      for (int line = all.size() - 1; line >= 0; line--) {
        if (needed[line]) {
          switch (all.get(line)) {
            case Value.Apply apply -> apply.arguments().forEach(a -> needed[a] = true);
            case Value.Reduce reduce when inBlocks -> needed[reduce.argument()] = true;
            case Value.Reduce _, Value.Const _, Value.Load _ -> {}
          }
        }
      }
      for (int line = 0; line < all.size(); line++) {
        if (needed[line]) {
          part.lines.put(line, part.body.add(copy(part, line, first, inBlocks)));
        }
      }
    }

    private Value copy(Part part, int line, long first, boolean inBlocks) {
      return switch (loop.body().values().get(line)) {
        case Value.Const number -> number;
        case Value.Load load -> {
          Stream stream = inBlocks ? moved(load.stream(), first) : outside(load.stream());
          yield new Value.Load(load.dtype(), part.stream(stream));
        }
        case Value.Apply apply -> apply.renumbered(part::line);
        case Value.Reduce reduce -> {
          if (inBlocks) {
            yield new Value.Reduce(reduce.dtype(), reduce.kind(), part.line(reduce.argument()));
          }
          Integer buffer = results.get(line);
          if (buffer == null) {
            throw new IllegalStateException("line " + line + " has no result");
          }
          yield new Value.Load(reduce.dtype(), part.stream(new Stream(buffer, 0, dense(outer, 1))));
        }
      };
    }

    /** A stream from some block on: along the axes before the row, the blocks, and in a block. */
    private Stream moved(int position, long first) {
      Stream stream = loop.streams().get(position);
      long stride = row.strides().get(position);
      ImmutableLongArray strides =
          ImmutableLongArray.builder()
              .addAll(stream.strides().subArray(0, outer))
              .add(stride * block)
              .add(stride)
              .build();
      return new Stream(stream.buffer(), stream.offset() + first * block * stride, strides);
    }

    private Stream outside(int position) {
      Stream stream = loop.streams().get(position);
      return new Stream(stream.buffer(), stream.offset(), stream.strides().subArray(0, outer));
    }
  }
}
