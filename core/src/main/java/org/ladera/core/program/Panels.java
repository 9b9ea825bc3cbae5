package org.ladera.core.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loops that may run panel by panel: all of them for some columns of their rows, then all of them
 * for the next, so that what one has just written is near when the next reads it, and threads meet
 * once. A reduction over rows and what needs its result can share a nest of loops in this way: the
 * mean of each column, the distances from it, and their mean.
 *
 * <p>None of them reduces a row, and what one writes and another touches lies in the same column
 * for both: in memory each row of it begins at a multiple of the number of columns.
 */
public final class Panels {
  private final long columns;
  private final Map<Integer, Use> uses = new HashMap<>();

  private Panels(long columns) {
    this.columns = columns;
  }

  /** How a buffer is touched. */
  private static final class Use {
    private final int first;
    private boolean shared;
    private boolean written;
    private boolean inColumns = true;

    Use(int first) {
      this.first = first;
    }

    boolean fits() {
      return inColumns || !shared || !written;
    }
  }

  /**
   * {@return a loop without its finish, and the loops of that}
   *
   * @param loop the loop
   */
  public static List<Loop> parts(Loop loop) {
    List<Loop> parts = new ArrayList<>();
    parts.add(
        loop.finish().isEmpty()
            ? loop
            : new Loop(
                loop.header(),
                loop.extents(),
                loop.rowAxes(),
                loop.totalAxes(),
                loop.streams(),
                loop.body(),
                List.of()));
    parts.addAll(loop.finish());
    return parts;
  }

  /**
   * {@return the number of columns: the entries of a row}
   *
   * @param first the first of the loops
   */
  public static long columns(Loop first) {
    int rank = first.extents().length();
    return points(first, rank - first.rowAxes(), rank);
  }

  /**
   * {@return how many of some loops, from the first, may run panel by panel}
   *
   * @param loops loops without a finish
   */
  public static int count(List<Loop> loops) {
    Panels panels = new Panels(columns(loops.getFirst()));
    int count = 0;
    while (count < loops.size() && panels.takes(loops.get(count), count)) {
      count++;
    }
    return count;
  }

  /**
   * {@return how many of the last axes of a loop count the columns; -1 if none do}
   *
   * @param loop the loop
   * @param columns the number of columns
   */
  public static int axes(Loop loop, long columns) {
    int rank = loop.extents().length();
    if (loop.totalAxes() > 0) {
      return points(loop, rank - loop.rowAxes(), rank) == columns ? loop.rowAxes() : -1;
    }
    long counted = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      counted *= loop.extents().get(axis);
      if (counted == columns) {
        return rank - axis;
      }
    }
    return -1;
  }

  private static long points(Loop loop, int from, int to) {
    long points = 1;
    for (int axis = from; axis < to; axis++) {
      points *= loop.extents().get(axis);
    }
    return points;
  }

  private boolean takes(Loop loop, int position) {
    int rank = loop.extents().length();
    int axes = axes(loop, columns);
    boolean isEmpty = points(loop, 0, rank) == 0;
    if (columns <= 1 || axes < 0 || isEmpty || !hasPlainValues(loop)) {
      return false;
    }
    boolean[] moves = new boolean[loop.streams().size()];
    for (int i = 0; i < moves.length; i++) {
      Stream stream = loop.streams().get(i);
      moves[i] = isLine(loop, stream, rank - axes);
      if (!moves[i] && !isStill(loop, stream, rank - axes)) {
        return false;
      }
    }
    for (Sink sink : loop.body().sinks()) {
      if (!moves[sink.stream()] && !(sink instanceof Sink.Flag)) {
        return false;
      }
    }
    return keepsToColumns(loop, position, rank - axes, moves);
  }

  /** Whether it has neither values of whole rows nor totals of nothing. */
  private static boolean hasPlainValues(Loop loop) {
    return loop.body().values().stream().noneMatch(Value.Reduce.class::isInstance)
        && (loop.totalAxes() > 0
            || loop.body().sinks().stream().noneMatch(Sink.Total.class::isInstance));
  }

  /** Whether a stream moves by one entry from column to column. */
  private static boolean isLine(Loop loop, Stream stream, int from) {
    long distance = 1;
    for (int axis = loop.extents().length() - 1; axis >= from; axis--) {
      long extent = loop.extents().get(axis);
      if (extent != 1 && stream.strides().get(axis) != distance) {
        return false;
      }
      distance *= extent;
    }
    return true;
  }

  private static boolean isStill(Loop loop, Stream stream, int from) {
    for (int axis = from; axis < loop.extents().length(); axis++) {
      if (loop.extents().get(axis) != 1 && stream.strides().get(axis) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsToColumns(Loop loop, int position, int rows, boolean[] moves) {
    boolean[] written = new boolean[moves.length];
    boolean[] flags = new boolean[moves.length];
    for (Sink sink : loop.body().sinks()) {
      written[sink.stream()] |= !(sink instanceof Sink.Flag);
      flags[sink.stream()] |= sink instanceof Sink.Flag;
    }
    boolean fits = true;
    for (int i = 0; i < moves.length; i++) {
      Stream stream = loop.streams().get(i);
      if (!flags[i]) {
        Use use = uses.computeIfAbsent(stream.buffer(), _ -> new Use(position));
        use.shared |= use.first != position;
        use.written |= written[i];
        use.inColumns &= moves[i] && beginsRows(loop, stream, rows);
        fits &= use.fits();
      }
    }
    return fits;
  }

  /** Whether each row of a stream begins at a multiple of the number of columns. */
  private boolean beginsRows(Loop loop, Stream stream, int rows) {
    boolean begins = stream.offset() % columns == 0;
    for (int axis = 0; axis < rows; axis++) {
      begins &= loop.extents().get(axis) == 1 || stream.strides().get(axis) % columns == 0;
    }
    return begins;
  }
}
