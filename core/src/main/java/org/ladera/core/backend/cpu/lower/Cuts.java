package org.ladera.core.backend.cpu.lower;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Value;

/** Cuts work into pieces that threads take one by one. */
public final class Cuts {
  private Cuts() {}

  /**
   * {@return the pieces of a nest, which do together what it does}
   *
   * @param nest the nest
   * @param sharing when work is shared
   */
  public static List<Nest> of(Nest nest, Sharing sharing) {
    int wanted = sharing.pieces(Cost.of(nest));
    if (wanted == 1) {
      return List.of(nest);
    }
    int axis = axis(nest, wanted, sharing.columns());
    long grain = axis == nest.columnAxis() ? sharing.columns() : 1;
    long[] borders = borders(nest.extent(axis), grain, wanted);
    List<Nest> parts = new ArrayList<>();
    for (int i = 0; i + 1 < borders.length; i++) {
      parts.add(nest.part(axis, borders[i], borders[i + 1]));
    }
    return parts;
  }

  /** The outermost axis that is long enough, or the longest. */
  private static int axis(Nest nest, int wanted, long grain) {
    int best = 0;
    long most = 0;
    for (int axis = 0; axis <= nest.columnAxis(); axis++) {
      long pieces = pieces(nest, axis, grain);
      if (pieces >= wanted) {
        return axis;
      }
      if (pieces > most) {
        most = pieces;
        best = axis;
      }
    }
    return best;
  }

  private static long pieces(Nest nest, int axis, long grain) {
    if (axis == nest.rowAxis()) {
      return nest.blocked() ? 1 : nest.rows();
    }
    if (axis == nest.columnAxis()) {
      boolean whole = nest.form().body().values().stream().anyMatch(Value.Reduce.class::isInstance);
      return whole ? 1 : nest.columns() / grain;
    }
    return nest.extent(axis);
  }

  /**
   * {@return the borders of pieces of about equal size, from 0 to the size}
   *
   * @param size what is cut
   * @param grain what all borders but the last are multiples of
   * @param wanted the number of pieces, or fewer
   */
  public static long[] borders(long size, long grain, int wanted) {
    long grains = Math.ceilDiv(size, grain);
    int count = (int) Math.max(1, Math.min(wanted, grains));
    long[] borders = new long[count + 1];
    for (int i = 0; i <= count; i++) {
      borders[i] = Math.min(size, grains * i / count * grain);
    }
    return borders;
  }
}
