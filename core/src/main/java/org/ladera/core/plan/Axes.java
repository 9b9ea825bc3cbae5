package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sequences of axes, which count their points in row-major order. */
final class Axes {
  private Axes() {}

  static long size(List<Axis> axes) {
    long size = 1;
    for (Axis axis : axes) {
      size = Math.multiplyExact(size, axis.extent());
    }
    return size;
  }

  static List<Axis> replaced(List<Axis> axes, Map<Axis, List<Axis>> replacement) {
    List<Axis> result = new ArrayList<>(axes.size());
    for (Axis axis : axes) {
      List<Axis> parts = replacement.get(axis);
      if (parts == null) {
        result.add(axis);
      } else {
        result.addAll(replaced(parts, replacement));
      }
    }
    return result;
  }

  /**
   * Cuts a sequence into pieces of given sizes, splitting axes where a border falls inside one.
   *
   * @return the pieces, or null where a border cannot be met; the splits are added to the map
   */
  static @Nullable List<List<Axis>> cut(
      List<Axis> axes, long[] sizes, Map<Axis, List<Axis>> splits) {
    List<Axis> rest = new ArrayList<>(axes);
    List<List<Axis>> pieces = new ArrayList<>(sizes.length);
    for (long size : sizes) {
      List<Axis> piece = new ArrayList<>();
      long needed = size;
      while (needed > 1) {
        if (rest.isEmpty()) {
          return null;
        }
        Axis next = rest.removeFirst();
        if (needed % next.extent() == 0) {
          piece.add(next);
          needed /= next.extent();
        } else if (next.extent() % needed == 0) {
          Axis outer = new Axis(needed);
          Axis inner = new Axis(next.extent() / needed);
          splits.put(next, List.of(outer, inner));
          piece.add(outer);
          rest.addFirst(inner);
          needed = 1;
        } else {
          return null;
        }
      }
      pieces.add(piece);
    }
    return rest.isEmpty() ? pieces : null;
  }

  /**
   * Makes two sequences of one size the same: the axes of the second become those of the first,
   * after splits of either.
   *
   * @return whether that is possible; the changes are added to the map
   */
  static boolean unify(List<Axis> first, List<Axis> second, Map<Axis, List<Axis>> changes) {
    List<Axis> left = new ArrayList<>(replaced(first, changes));
    List<Axis> right = new ArrayList<>(replaced(second, changes));
    while (!left.isEmpty() && !right.isEmpty()) {
      Axis a = left.removeFirst();
      Axis b = right.removeFirst();
      if (a == b) {
        continue;
      }
      if (a.extent() == b.extent()) {
        changes.put(b, List.of(a));
      } else if (b.extent() % a.extent() == 0) {
        Axis inner = new Axis(b.extent() / a.extent());
        changes.put(b, List.of(a, inner));
        right.addFirst(inner);
      } else if (a.extent() % b.extent() == 0) {
        Axis inner = new Axis(a.extent() / b.extent());
        changes.put(a, List.of(b, inner));
        left.addFirst(inner);
      } else {
        return false;
      }
    }
    return left.isEmpty() && right.isEmpty() && !hasRepeats(first, changes);
  }

  private static boolean hasRepeats(List<Axis> axes, Map<Axis, List<Axis>> changes) {
    Map<Axis, Boolean> seen = new HashMap<>();
    for (Axis axis : replaced(axes, changes)) {
      if (seen.put(axis, true) != null) {
        return true;
      }
    }
    return false;
  }
}
