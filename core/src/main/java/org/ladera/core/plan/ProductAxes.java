package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;

/**
 * The axes of a loop behind a matrix product: one for each axis of the product. Where the others in
 * the loop know several axes in place of one, as those of {@code [batch, time]} for the rows, these
 * are counted through as one, if whatever the loop reads and stores lies so that this is possible.
 */
final class ProductAxes {
  private ProductAxes() {}

  /**
   * The axes of the group for each axis of the loop: batch, rows, columns, also where of one entry.
   * A product of one column has its row last.
   */
  static List<List<Axis>> runs(Group group) {
    List<Dim> dims = dims(group);
    List<List<Axis>> runs = new ArrayList<>(dims.size());
    for (Dim dim : dims) {
      runs.add(dim.axes().isEmpty() ? List.of(new Axis(1)) : dim.axes());
    }
    if (isOneColumn(dims)) {
      runs.add(runs.size() - 2, runs.removeLast());
    }
    return runs;
  }

  static boolean isOneColumn(List<Dim> dims) {
    return dims.getLast().axes().isEmpty() && !dims.get(dims.size() - 2).axes().isEmpty();
  }

  private static List<Dim> dims(Group group) {
    return group.seat(Objects.requireNonNull(group.product())).result().dims();
  }

  /** Why the loop cannot run behind the group's product, or null if it can. */
  static @Nullable String complaint(Group group) {
    List<Dim> dims = dims(group);
    int row = isOneColumn(dims) ? dims.size() - 2 : dims.size() - 1;
    for (int i = 0; i < dims.size(); i++) {
      List<Axis> run = dims.get(i).axes();
      if (run.size() > 1 && i == row) {
        return "rows of the product would be cut";
      }
      if (run.size() > 1 && !isOneAxis(group, run)) {
        return "the loop has axes that the product does not have";
      }
    }
    return null;
  }

  /** Whether all that the group reads, stores and reduces counts some axes through as one. */
  private static boolean isOneAxis(Group group, List<Axis> run) {
    for (Map.Entry<Vertex, Seat> entry : group.members().entrySet()) {
      Vertex vertex = entry.getKey();
      Seat seat = entry.getValue();
      if (vertex.kind() == Kind.PRODUCT) {
        continue;
      }
      if (vertex.isReduce() && !isAllOrNone(seat.reduced(vertex), run)) {
        return false;
      }
      if (group.isStored(vertex) && !isOneAxis(Reading.of(vertex.shape(), seat.result()), run)) {
        return false;
      }
      for (Edge edge : vertex.edges()) {
        if (!group.contains(edge.source()) && edge.source().literal() == null) {
          Map<Axis, List<Axis>> splits = new HashMap<>();
          @Nullable Reading reading = Reading.through(edge, seat.input(), splits);
          if (reading == null || !splits.isEmpty() || !isOneAxis(reading, run)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isAllOrNone(List<Axis> reduced, List<Axis> run) {
    Set<Axis> all = Set.copyOf(reduced);
    return all.containsAll(run) || run.stream().noneMatch(all::contains);
  }

  private static boolean isOneAxis(Reading reading, List<Axis> run) {
    for (int i = 0; i + 1 < run.size(); i++) {
      Axis inner = run.get(i + 1);
      if (reading.stride(run.get(i)) != reading.stride(inner) * inner.extent()) {
        return false;
      }
    }
    return true;
  }
}
