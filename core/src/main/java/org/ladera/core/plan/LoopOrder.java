package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of a loop's axes.
 *
 * @param axes all axes, outermost first
 * @param rowAxes how many of the last form a row
 * @param totalAxes how many before these the totals reduce over
 */
record LoopOrder(List<Axis> axes, int rowAxes, int totalAxes) {

  /** The first axis that totals reduce over; null if there are none. */
  @Nullable Axis firstTotal() {
    return totalAxes == 0 ? null : axes.get(axes.size() - rowAxes - totalAxes);
  }

  /** The order that the group's product, reductions and results ask for; null if they disagree. */
  static @Nullable LoopOrder of(Group group) {
    List<Axis> natural = natural(group);
    Set<Axis> row = new HashSet<>(group.row());
    @Nullable List<Axis> totals = null;
    List<Axis> before = List.of();
    for (Map.Entry<Vertex, Seat> entry : group.members().entrySet()) {
      if (entry.getKey().kind() == Vertex.Kind.TOTAL_REDUCE && totals == null) {
        totals = entry.getValue().reduced(entry.getKey());
        List<Axis> all = entry.getValue().input().axes();
        before = all.subList(0, all.indexOf(totals.getFirst()));
      }
    }
    if (totals != null && totals.stream().anyMatch(row::contains)) {
      return null;
    }
    List<Axis> order = new ArrayList<>();
    if (totals == null) {
      natural.stream().filter(axis -> !row.contains(axis)).forEach(order::add);
      order.addAll(group.row());
    } else if (row.isEmpty()) {
      order.addAll(before);
      order.addAll(totals);
      natural.stream().filter(axis -> !order.contains(axis)).forEach(order::add);
    } else {
      List<Axis> reduced = totals;
      natural.stream()
          .filter(axis -> !row.contains(axis) && !reduced.contains(axis))
          .forEach(order::add);
      order.addAll(totals);
      order.addAll(group.row());
    }
    if (group.product() != null && !order.equals(natural)) {
      return null;
    }
    int rowAxes;
    if (!row.isEmpty()) {
      rowAxes = group.row().size();
    } else if (totals != null) {
      rowAxes = order.size() - before.size() - totals.size();
    } else {
      rowAxes = Math.min(1, order.size());
    }
    if (group.product() != null && !isRowOfProduct(group, order, rowAxes, totals != null)) {
      return null;
    }
    return new LoopOrder(order, rowAxes, totals == null ? 0 : totals.size());
  }

  /** A product's rows are its last axis, that of m where n is 1. */
  private static boolean isRowOfProduct(
      Group group, List<Axis> order, int rowAxes, boolean hasTotals) {
    List<Place.Dim> dims = group.seat(Objects.requireNonNull(group.product())).result().dims();
    List<Axis> columns = dims.getLast().axes();
    List<Axis> last = columns.isEmpty() ? dims.get(dims.size() - 2).axes() : columns;
    return (order.isEmpty() || rowAxes == 1)
        && (group.row().isEmpty() || group.row().equals(last))
        && (!hasTotals || order.subList(order.size() - rowAxes, order.size()).equals(last));
  }

  /** The order of the product, or of the first member that has all axes. */
  private static List<Axis> natural(Group group) {
    if (group.product() != null) {
      return group.seat(group.product()).result().axes();
    }
    Set<Axis> space = group.space();
    for (Map.Entry<Vertex, Seat> entry : group.members().entrySet()) {
      List<Axis> axes = entry.getValue().input().axes();
      if (axes.size() == space.size()) {
        return axes;
      }
    }
    return new ArrayList<>(space);
  }
}
