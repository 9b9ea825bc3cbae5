package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.type.Shape;

/** Runs of neighboring axes that are reduced together. Axes of size 1 do not part neighbors. */
final class Runs {
  private Runs() {}

  /**
   * The axes to reduce first: the last run; but if that is everything, the last axis alone, so that
   * rows can be reduced where they are made. Axes of size 1 go with the first run.
   */
  static List<Integer> last(Shape shape, List<Integer> axes) {
    List<Integer> run = new ArrayList<>();
    int taken = 0;
    boolean ended = false;
    int first = 0;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      boolean reduced = axes.contains(axis);
      if (shape.get(axis) == 1) {
        if (reduced) {
          run.addFirst(axis);
        }
      } else if (reduced && !ended) {
        run.addFirst(axis);
        taken++;
        first = taken == 1 ? axis : first;
      } else if (taken > 0) {
        ended = true;
      }
    }
    if (taken > 1 && taken == countLarge(shape)) {
      int last = first;
      run.removeIf(axis -> shape.get(axis) != 1 && axis != last);
    }
    return run;
  }

  private static long countLarge(Shape shape) {
    long count = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      count += shape.get(axis) == 1 ? 0 : 1;
    }
    return count;
  }

  /** What a reduction over a run is: along rows, over rows, or, of sizes 1 alone, nothing. */
  static Vertex.Kind kind(Shape shape, List<Integer> run) {
    boolean nothing = run.stream().allMatch(axis -> shape.get(axis) == 1);
    if (nothing) {
      return Vertex.Kind.MAP;
    }
    return isTrailing(shape, run) ? Vertex.Kind.ROW_REDUCE : Vertex.Kind.TOTAL_REDUCE;
  }

  private static boolean isTrailing(Shape shape, List<Integer> run) {
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1) {
        return run.contains(axis);
      }
    }
    return true;
  }

  /** The axes of what is left when a run has disappeared. */
  static List<Integer> without(List<Integer> axes, List<Integer> run) {
    List<Integer> moved = new ArrayList<>();
    for (int axis : axes) {
      int before = 0;
      for (int gone : run) {
        before += gone < axis ? 1 : 0;
      }
      moved.add(axis - before);
    }
    return moved;
  }
}
