package org.ladera.core.backend.nd4j;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.type.Shape;

/**
 * A walk through an array in its own order, cut into the longest runs that a reduction treats
 * alike: all entries of a run go into one entry of the result, or each into the next one.
 */
final class Runs {
  private final List<Group> outer;
  private final Group inner;
  private final long count;

  /** Neighboring axes that are all reduced or all kept; step is how far one moves in the result. */
  private record Group(long size, boolean reduced, long step) {}

  /** Called with the first position of a run in the array, and the position in the result. */
  @FunctionalInterface
  interface Visitor {
    void visit(long from, long to);
  }

  private Runs(List<Group> groups, long count) {
    this.outer = List.copyOf(groups.subList(0, groups.size() - 1));
    this.inner = groups.getLast();
    this.count = count;
  }

  static Runs of(Shape shape, ImmutableIntArray axes) {
    List<Group> groups = new ArrayList<>();
    long kept = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      boolean reduced = axes.contains(axis);
      long size = shape.get(axis);
      if (!groups.isEmpty() && (size == 1 || groups.getFirst().reduced == reduced)) {
        Group merged = groups.getFirst();
        groups.set(0, new Group(merged.size * size, merged.reduced, merged.step));
      } else {
        groups.addFirst(new Group(size, reduced, reduced ? 0 : kept));
      }
      kept *= reduced ? 1 : size;
    }
    if (groups.isEmpty()) {
      groups.add(new Group(1, false, 1));
    }
    long run = groups.getLast().size;
    return new Runs(groups, run == 0 ? 0 : shape.size() / run);
  }

  /** The number of entries of each run. */
  int length() {
    return Math.toIntExact(inner.size);
  }

  /** Whether a run goes into one entry of the result. */
  boolean isReduced() {
    return inner.reduced;
  }

  void forEach(Visitor visitor) {
    long[] index = new long[outer.size()];
    long to = 0;
    for (long run = 0; run < count; run++) {
      visitor.visit(run * inner.size, to);
      for (int group = index.length - 1; group >= 0; group--) {
        to += outer.get(group).step;
        if (++index[group] < outer.get(group).size) {
          break;
        }
        to -= index[group] * outer.get(group).step;
        index[group] = 0;
      }
    }
  }
}
