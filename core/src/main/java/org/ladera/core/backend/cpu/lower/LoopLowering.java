package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Brings a loop down to calls of a kernel. Axes that pass the same memory in the same order become
 * one. A call takes the row, and the rows that totals add up, or else the axis before the row;
 * where nothing is reduced, rows and columns are any two axes.
 */
public final class LoopLowering {
  private final Loop loop;
  private final IntFunction<DType> types;
  private final boolean reduces;
  private final boolean blocked;
  private final List<Axis> kept;
  private final List<Axis> summed;
  private final List<Axis> row;

  private LoopLowering(Loop loop, IntFunction<DType> types, boolean collapsed) {
    this.loop = loop;
    this.types = types;
    this.reduces = loop.body().values().stream().anyMatch(Value.Reduce.class::isInstance);
    this.blocked = loop.body().sinks().stream().anyMatch(Sink.Total.class::isInstance);
    List<Axis> axes = Axis.of(loop);
    int rowFrom = axes.size() - loop.rowAxes();
    int summedFrom = rowFrom - loop.totalAxes();
    if (!collapsed) {
      int rowsFrom = rowFrom - 1;
      int from = blocked ? summedFrom : rowsFrom;
      this.kept = Axis.collapsed(axes.subList(0, from));
      this.summed = new ArrayList<>(Axis.collapsed(axes.subList(from, rowsFrom)));
      this.summed.add(axes.get(rowsFrom));
      this.row = axes.subList(rowFrom, axes.size());
    } else if (blocked || reduces) {
      this.kept = Axis.collapsed(axes.subList(0, summedFrom));
      this.summed = blocked ? Axis.collapsed(axes.subList(summedFrom, rowFrom)) : List.of();
      this.row = new ArrayList<>(Axis.collapsed(axes.subList(rowFrom, axes.size())));
    } else {
      this.kept = List.of();
      this.summed = List.of();
      this.row = new ArrayList<>(Axis.collapsed(axes));
    }
  }

  /**
   * {@return the calls, or nothing if a row or a block of rows is no line in memory for some
   * stream: see {@link Staging}}
   *
   * @param loop the loop; its finish is not looked at
   * @param types the types of buffers
   */
  public static Optional<Lowered> of(Loop loop, IntFunction<DType> types) {
    LoopLowering lowering = new LoopLowering(loop, types, true);
    return lowering.fits() ? Optional.of(lowering.lowered()) : Optional.empty();
  }

  /**
   * The calls of a loop whose last two axes stay what they are, the rows and the columns, and are
   * not empty; or nothing if blocks of rows do not end where the rows do.
   */
  static Optional<Lowered> ofMatrices(Loop loop, IntFunction<DType> types) {
    LoopLowering lowering = new LoopLowering(loop, types, false);
    if (!lowering.fits()) {
      return Optional.empty();
    }
    Axis rows = lowering.summed.getLast();
    Axis columns = lowering.row.getLast();
    return Optional.of(
        lowering.blocked
            ? lowering.blocks(lowering.kept, rows, columns)
            : lowering.plain(lowering.kept, rows, columns));
  }

  private boolean fits() {
    // A block may not begin on one line of the axis inside and end on the next.
    boolean whole = summed.size() <= 1 || summed.getLast().extent() % Nest.BLOCK == 0;
    return whole && (!reduces || row.size() <= 1);
  }

  private Lowered lowered() {
    Axis columns = takeColumns();
    if (!reduces && columns.extent() == 0) {
      return new Lowered(null, List.of());
    }
    List<Axis> outer = new ArrayList<>(kept);
    if (!reduces) {
      outer.addAll(row);
    }
    Axis rows;
    if (blocked) {
      rows = summed.isEmpty() ? single() : summed.getLast();
    } else {
      rows = outer.isEmpty() ? single() : takeRows(outer, columns);
    }
    if (Axis.product(outer) == 0 || (!blocked && rows.extent() == 0)) {
      return new Lowered(null, List.of());
    }
    return blocked ? blocks(outer, rows, columns) : plain(outer, rows, columns);
  }

  /** Takes the axis of the columns out of the row: the last one, unless another is better. */
  private Axis takeColumns() {
    if (row.isEmpty()) {
      return single();
    }
    int best = row.size() - 1;
    for (int i = row.size() - 2; i >= 0; i--) {
      if (row.get(i).units() > row.get(best).units()) {
        best = i;
      }
    }
    return row.remove(best);
  }

  /**
   * Takes the axis of the rows: the last one, unless along another more streams move by one entry
   * that do not along the columns. Such are transposed.
   */
  private static Axis takeRows(List<Axis> outer, Axis columns) {
    int best = outer.size() - 1;
    for (int i = outer.size() - 2; i >= 0; i--) {
      if (outer.get(i).unitsBeside(columns) > outer.get(best).unitsBeside(columns)) {
        best = i;
      }
    }
    return outer.remove(best);
  }

  private Axis single() {
    return new Axis(1, ImmutableLongArray.copyOf(new long[loop.streams().size()]));
  }

  private Lowered plain(List<Axis> outer, Axis rows, Axis columns) {
    Lines lines = new Lines(loop, types, columns);
    List<Place> places = new ArrayList<>();
    for (int stream = 0; stream < loop.streams().size(); stream++) {
      places.add(place(lines, stream, distances(outer, stream), rows));
    }
    ImmutableLongArray sizes = sizes(outer);
    return new Lowered(
        new Nest(lines.form(places), sizes, rows.extent(), columns.extent(), false, places),
        List.of());
  }

  private Place place(Lines lines, int stream, List<Long> outer, Axis rows) {
    int width = lines.dtype(stream).size();
    return new Place(
        loop.streams().get(stream).buffer(),
        loop.streams().get(stream).offset() * width,
        ImmutableLongArray.copyOf(outer),
        rows.extent() == 1 ? 0 : rows.strides().get(stream) * width,
        lines.columnDistance(stream));
  }

  private List<Long> distances(List<Axis> axes, int stream) {
    long width = types.apply(loop.streams().get(stream).buffer()).size();
    List<Long> distances = new ArrayList<>();
    axes.forEach(axis -> distances.add(axis.strides().get(stream) * width));
    return distances;
  }

  private static ImmutableLongArray sizes(List<Axis> axes) {
    return ImmutableLongArray.copyOf(axes.stream().mapToLong(Axis::extent));
  }

  private Lowered blocks(List<Axis> keptAxes, Axis rows, Axis columns) {
    Lines lines = new Lines(loop, types, columns);
    List<Axis> before = summed.isEmpty() ? List.of() : summed.subList(0, summed.size() - 1);
    List<Axis> around = new ArrayList<>(keptAxes);
    around.addAll(before);
    long blocks = Math.max(1, Math.ceilDiv(rows.extent(), Nest.BLOCK));
    Totals totals =
        new Totals(loop, lines, sizes(keptAxes), Axis.product(before) * blocks, columns.extent());
    List<Place> places = new ArrayList<>();
    for (int stream = 0; stream < loop.streams().size(); stream++) {
      if (totals.writes(stream)) {
        List<Long> distances = distances(keptAxes, stream);
        places.add(totals.place(stream, distances, sizes(before), blocks));
      } else {
        List<Long> distances = distances(around, stream);
        Place place = place(lines, stream, distances, rows);
        distances.add(place.row() * Nest.BLOCK);
        ImmutableLongArray outer = ImmutableLongArray.copyOf(distances);
        places.add(new Place(place.buffer(), place.offset(), outer, place.row(), place.column()));
      }
    }
    around.add(new Axis(blocks, single().strides()));
    Nest nest =
        new Nest(lines.form(places), sizes(around), rows.extent(), columns.extent(), true, places);
    return new Lowered(nest, totals.combines());
  }
}
