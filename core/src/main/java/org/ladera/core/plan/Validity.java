package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;

/** Whether a group can be one step. */
final class Validity {
  private Validity() {}

  /** Why not, or null if it can. */
  static @Nullable String complaint(Group group) {
    if (group.members().size() > Costs.MEMBERS) {
      return "more than " + Costs.MEMBERS + " ops";
    }
    Set<Axis> space = group.space();
    Set<Axis> outer = new HashSet<>(space);
    group.row().forEach(outer::remove);
    @Nullable List<Axis> totals = null;
    boolean isFull = false;
    boolean isRead = false;
    int units = 0;
    for (Map.Entry<Vertex, Seat> entry : group.members().entrySet()) {
      Vertex vertex = entry.getKey();
      Seat seat = entry.getValue();
      Set<Axis> axes = seat.input().axisSet();
      if (!seat.input().isWhole() || axes.size() != seat.input().axes().size()) {
        return "an axis would be met twice";
      }
      boolean full = axes.size() == space.size();
      isFull |= full;
      switch (vertex.kind()) {
        case MAP -> {
          if (!full && !axes.equals(outer)) {
            if (vertex.units() > Costs.REPEATED || group.isStored(vertex)) {
              return "a smaller value would be computed again at every point";
            }
          }
          isRead = isRead || (full && !group.row().isEmpty() && readsRowValue(group, vertex));
          units += full ? vertex.units() : 0;
        }
        case ROW_REDUCE -> {
          if (!full || !seat.reduced(vertex).equals(group.row())) {
            return "reductions over different axes";
          }
          units += 2;
        }
        case TOTAL_REDUCE -> {
          List<Axis> reduced = seat.reduced(vertex);
          if (!full || (totals != null && !totals.equals(reduced))) {
            return "totals over different axes";
          }
          if (vertex.users().stream().anyMatch(edge -> group.contains(edge.user()))) {
            return "a total is known only after the loop";
          }
          totals = reduced;
          units += 2;
        }
        case PRODUCT -> {
          if (!full) {
            return "the loop has axes that the product does not have";
          }
        }
        default -> {
          return "no part of a loop";
        }
      }
    }
    if (!isFull) {
      return "no value has all axes";
    }
    if (units > Costs.UNITS) {
      return "more than " + Costs.UNITS + " units of work at a point";
    }
    if (isRead && Axes.size(group.row()) > Costs.ROW) {
      return "rows of more than " + Costs.ROW + " entries are not kept";
    }
    if (LoopOrder.of(group) == null) {
      return "no order of the axes suits the reductions and the product";
    }
    @Nullable String byProduct = group.product() == null ? null : ProductAxes.complaint(group);
    return byProduct == null ? memory(group, space) : byProduct;
  }

  private static boolean readsRowValue(Group group, Vertex vertex) {
    for (Edge edge : vertex.edges()) {
      if (group.contains(edge.source())) {
        Set<Axis> axes = group.seat(edge.source()).result().axisSet();
        if (group.row().stream().noneMatch(axes::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it counts what passes a value: not if it is small, in itself or beside the loop. */
  static boolean isStream(Vertex vertex, long points) {
    return vertex.bytes() > Costs.SMALL && vertex.shape().size() * 8 >= points;
  }

  private static @Nullable String memory(Group group, Set<Axis> space) {
    long points = Axes.size(new ArrayList<>(space));
    int outputs = 0;
    Set<Vertex> read = new HashSet<>();
    for (Vertex vertex : group.members().keySet()) {
      if (isStream(vertex, points) && group.isStored(vertex)) {
        outputs++;
      }
      for (Edge edge : vertex.edges()) {
        Vertex source = edge.source();
        if (vertex.kind() != Kind.PRODUCT && !group.contains(source) && isStream(source, points)) {
          read.add(source);
        }
      }
    }
    if (outputs > Costs.OUTPUTS) {
      return "more than " + Costs.OUTPUTS + " results";
    }
    return outputs + read.size() > Costs.STREAMS
        ? "more than " + Costs.STREAMS + " streams of memory"
        : null;
  }
}
