package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.kernel.KernelForm;

/**
 * Calls of one kernel in nested loops. Where there are totals, the last of the axes around a call
 * is that of blocks of {@value #BLOCK} rows, of which the last has fewer.
 *
 * @param form what is called
 * @param outer the sizes of the axes around a call, outermost first
 * @param rows the number of rows of a call, or of all blocks together
 * @param columns the number of columns
 * @param blocked whether there are blocks
 * @param places where each stream lies
 */
public record Nest(
    KernelForm form,
    ImmutableLongArray outer,
    long rows,
    long columns,
    boolean blocked,
    List<Place> places) {
  /** The number of rows that are added up before sums are combined in another way. */
  public static final int BLOCK = 64;

  /** Copies the list. */
  public Nest {
    places = List.copyOf(places);
  }

  /** {@return the number of calls} */
  public long calls() {
    return outer.stream().reduce(1, (a, b) -> a * b);
  }

  /** {@return the number of points} */
  public long points() {
    int around = blocked ? outer.length() - 1 : outer.length();
    long points = rows * columns;
    for (int i = 0; i < around; i++) {
      points *= outer.get(i);
    }
    return points;
  }

  /** The position of the rows among the axes that can be cut, which the axes around begin. */
  int rowAxis() {
    return outer.length();
  }

  /** The position of the columns. */
  int columnAxis() {
    return outer.length() + 1;
  }

  /** The size of an axis that can be cut. */
  long extent(int axis) {
    return axis < outer.length() ? outer.get(axis) : axis == rowAxis() ? rows : columns;
  }

  /** A part of this along one axis; blocks are cut along theirs, not along rows. */
  Nest part(int axis, long from, long to) {
    List<Place> moved = new ArrayList<>(places.size());
    for (Place place : places) {
      long distance =
          axis < outer.length()
              ? place.outer().get(axis)
              : axis == rowAxis() ? place.row() : place.column();
      moved.add(place.moved(from * distance));
    }
    if (axis == rowAxis()) {
      return new Nest(form, outer, to - from, columns, blocked, moved);
    }
    if (axis == columnAxis()) {
      return new Nest(form, outer, rows, to - from, blocked, moved);
    }
    long[] sizes = outer.toArray();
    sizes[axis] = to - from;
    boolean blocks = blocked && axis == outer.length() - 1;
    long left = blocks ? Math.min(rows, to * BLOCK) - from * BLOCK : rows;
    return new Nest(form, ImmutableLongArray.copyOf(sizes), left, columns, blocked, moved);
  }
}
