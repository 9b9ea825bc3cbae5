package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;

/**
 * Where blocks of rows leave their totals: in the target itself if there is one block, else in
 * {@link Region#PARTIALS}.
 */
final class Totals {
  private static final long ALIGNMENT = 64;

  private final Loop loop;
  private final Lines lines;
  private final ImmutableLongArray kept;
  private final long blocks;
  private final long columns;
  private final Map<Integer, Reduction> kinds = new HashMap<>();
  private final List<Combine> combines = new ArrayList<>();
  private long offset;

  /**
   * No totals yet.
   *
   * @param blocks how many there are for each entry of the kept axes
   */
  Totals(Loop loop, Lines lines, ImmutableLongArray kept, long blocks, long columns) {
    this.loop = loop;
    this.lines = lines;
    this.kept = kept;
    this.blocks = blocks;
    this.columns = columns;
    for (Sink sink : loop.body().sinks()) {
      if (sink instanceof Sink.Total total) {
        kinds.put(total.stream(), total.kind());
      }
    }
  }

  boolean writes(int stream) {
    return kinds.containsKey(stream);
  }

  private Reduction kind(int stream) {
    return Objects.requireNonNull(kinds.get(stream), "no total");
  }

  /**
   * Where a total goes.
   *
   * @param distances of its stream along the kept axes
   * @param before the sizes of the axes around that of the blocks which are added up too
   * @param last the number of blocks along the innermost axis
   */
  Place place(int stream, List<Long> distances, ImmutableLongArray before, long last) {
    Stream target = loop.streams().get(stream);
    DType dtype = lines.dtype(stream);
    int width = dtype.size();
    Place whole =
        new Place(
            target.buffer(),
            target.offset() * width,
            ImmutableLongArray.copyOf(distances),
            0,
            lines.columnDistance(stream));
    if (blocks == 1 && whole.column() == width) {
      distances.addAll(Collections.nCopies(before.length() + 1, 0L));
      return new Place(
          whole.buffer(), whole.offset(), ImmutableLongArray.copyOf(distances), 0, width);
    }
    Combine combine =
        new Combine(kind(stream), dtype, kept, blocks, 1, columns, Region.PARTIALS, offset, whole);
    combines.add(combine);
    long first = offset;
    offset = Math.ceilDiv(offset + combine.bytes(), ALIGNMENT) * ALIGNMENT;
    return new Place(Region.PARTIALS, first, dense(before, last, columns * width), 0, width);
  }

  /** The distances along kept axes, axes before the blocks, and blocks, packed. */
  private ImmutableLongArray dense(ImmutableLongArray before, long last, long bytes) {
    long[] sizes = new long[kept.length() + before.length() + 1];
    for (int i = 0; i < kept.length(); i++) {
      sizes[i] = kept.get(i);
    }
    for (int i = 0; i < before.length(); i++) {
      sizes[kept.length() + i] = before.get(i);
    }
    sizes[sizes.length - 1] = last;
    long distance = bytes;
    long[] distances = new long[sizes.length];
    for (int i = sizes.length - 1; i >= 0; i--) {
      distances[i] = distance;
      distance *= sizes[i];
    }
    return ImmutableLongArray.copyOf(distances);
  }

  List<Combine> combines() {
    return combines;
  }
}
