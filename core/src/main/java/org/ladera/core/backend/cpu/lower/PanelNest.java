package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Panels;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;

/**
 * Loops that run panel by panel, as calls: see {@link Panels}.
 *
 * @param loops each loop as calls with the columns of all
 * @param columns how many there are
 */
public record PanelNest(List<Lowered> loops, long columns) {
  private static final long ALIGNMENT = 64;

  /** Copies the list. */
  public PanelNest {
    loops = List.copyOf(loops);
  }

  /**
   * {@return the calls, or nothing if the rows of some loop cannot be counted through}
   *
   * @param loops loops that may run panel by panel
   * @param types the types of buffers
   * @param extras where given numbers lie
   */
  public static Optional<PanelNest> of(List<Loop> loops, IntFunction<DType> types, Extras extras) {
    long columns = Panels.columns(loops.getFirst());
    List<Lowered> all = new ArrayList<>();
    long partials = 0;
    for (Loop loop : loops) {
      Loop matrices = matrices(GivenNumbers.inMemory(loop, extras), columns);
      Optional<Lowered> lowered = LoopLowering.ofMatrices(matrices, types);
      if (lowered.isEmpty()) {
        return Optional.empty();
      }
      Lowered moved = moved(lowered.get(), partials);
      all.add(moved);
      for (Combine combine : moved.combines()) {
        long end = combine.offset() + combine.bytes();
        partials = Math.max(partials, Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT);
      }
    }
    return Optional.of(new PanelNest(all, columns));
  }

  /** The calls of a loop for some columns. */
  public Nest part(int loop, long from, long to) {
    Nest nest = nest(loop);
    return nest.part(nest.columnAxis(), from, to);
  }

  /** The calls of a loop. */
  public Nest nest(int loop) {
    Nest nest = loops.get(loop).nest();
    if (nest == null) {
      throw new IllegalStateException("a loop without points in a panel");
    }
    return nest;
  }

  /** {@return the estimated time, in ns} */
  public double cost() {
    double cost = 0;
    for (int loop = 0; loop < loops.size(); loop++) {
      cost += Cost.of(nest(loop));
    }
    return cost;
  }

  /** {@return how much memory the results of blocks take} */
  public long partialBytes() {
    return loops.stream()
        .flatMap(lowered -> lowered.combines().stream())
        .mapToLong(combine -> combine.offset() + combine.bytes())
        .max()
        .orElse(0);
  }

  /** The same loop with one axis of columns, and as few others as pass the same memory. */
  private static Loop matrices(Loop loop, long columns) {
    int rank = loop.extents().length();
    int from = rank - Panels.axes(loop, columns);
    int summedFrom = from - loop.totalAxes();
    List<Axis> axes = Axis.of(loop);
    List<Axis> outer = new ArrayList<>(Axis.collapsed(axes.subList(0, summedFrom)));
    List<Axis> summed = Axis.collapsed(axes.subList(summedFrom, from));
    outer.addAll(summed);
    int totalAxes = summed.size();
    boolean sums = loop.totalAxes() > 0;
    if (sums ? summed.isEmpty() : outer.isEmpty()) {
      outer.add(new Axis(1, ImmutableLongArray.copyOf(new long[loop.streams().size()])));
      totalAxes = sums ? 1 : 0;
    }
    ImmutableLongArray.Builder extents = ImmutableLongArray.builder();
    outer.forEach(axis -> extents.add(axis.extent()));
    extents.add(columns);
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < loop.streams().size(); i++) {
      Stream old = loop.streams().get(i);
      ImmutableLongArray.Builder strides = ImmutableLongArray.builder();
      for (Axis axis : outer) {
        strides.add(axis.strides().get(i));
      }
      strides.add(moves(axes.subList(from, rank), i) ? 1 : 0);
      streams.add(new Stream(old.buffer(), old.offset(), strides.build()));
    }
    return new Loop(loop.header(), extents.build(), 1, totalAxes, streams, loop.body(), List.of());
  }

  private static boolean moves(List<Axis> axes, int stream) {
    return axes.stream().anyMatch(axis -> axis.extent() != 1 && axis.strides().get(stream) != 0);
  }

  /** The same, its results of blocks so many bytes behind: loops of two panels run at one time. */
  private static Lowered moved(Lowered lowered, long bytes) {
    Nest nest = lowered.nest();
    if (nest == null) {
      throw new IllegalStateException("a loop without points in a panel");
    }
    List<Place> places = new ArrayList<>();
    for (Place place : nest.places()) {
      places.add(place.buffer() == Region.PARTIALS ? place.moved(bytes) : place);
    }
    List<Combine> combines = new ArrayList<>();
    for (Combine combine : lowered.combines()) {
      combines.add(
          new Combine(
              combine.kind(),
              combine.dtype(),
              combine.kept(),
              combine.lines(),
              combine.block(),
              combine.columns(),
              combine.buffer(),
              combine.offset() + bytes,
              combine.target()));
    }
    return new Lowered(
        new Nest(nest.form(), nest.outer(), nest.rows(), nest.columns(), nest.blocked(), places),
        combines);
  }
}
