package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Slice;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;

/** Puts a vertex into a group of its users, or two groups of its users together. */
final class Joining {
  private Joining() {}

  /** A group with the vertex in it, or null with the reason noted at the group. */
  static @Nullable Group join(Vertex vertex, Group group) {
    if (vertex.kind() == Kind.PRODUCT && group.product() != null) {
      group.refuse(vertex, "this step has a product already");
      return null;
    }
    Group trial = group.copy();
    @Nullable Place place = place(vertex, trial);
    if (place == null) {
      group.refuse(
          vertex,
          isReadInPart(vertex, group)
              ? "only a part of it is read here"
              : "it is read here in another order than it is made in");
      return null;
    }
    @Nullable Seat seat = seat(vertex, place, trial);
    if (seat == null) {
      group.refuse(vertex, "the loop has no axes for the reduction");
      return null;
    }
    trial.add(vertex, seat);
    @Nullable String complaint = Validity.complaint(trial);
    if (complaint != null) {
      group.refuse(vertex, complaint);
      return null;
    }
    return trial;
  }

  private static boolean isReadInPart(Vertex vertex, Group group) {
    return vertex.users().stream()
        .filter(edge -> group.contains(edge.user()))
        .anyMatch(edge -> edge.views().stream().anyMatch(view -> view.op() instanceof Slice));
  }

  /** The one place at which all users in the group meet the vertex; axes of the group may split. */
  static @Nullable Place place(Vertex vertex, Group group) {
    @Nullable Place common = null;
    for (Edge edge : vertex.users()) {
      if (!group.contains(edge.user())) {
        continue;
      }
      Map<Axis, List<Axis>> splits = new HashMap<>();
      @Nullable Place place = pull(edge.views(), group.seat(edge.user()).input(), splits);
      if (place == null || !place.isWhole()) {
        return null;
      }
      group.replace(splits);
      if (common != null) {
        common = common.replaced(splits);
        if (!common.equals(place)) {
          return null;
        }
      }
      common = place;
    }
    return common;
  }

  static @Nullable Place pull(List<Node> views, Place place, Map<Axis, List<Axis>> splits) {
    @Nullable Place next = place;
    for (Node view : views) {
      next = Views.pull(view, next, splits);
      if (next == null) {
        return null;
      }
    }
    return next.replaced(splits);
  }

  private static @Nullable Seat seat(Vertex vertex, Place place, Group group) {
    if (vertex.kind() != Kind.ROW_REDUCE) {
      return Seat.of(vertex, place);
    }
    List<Axis> reduced = new ArrayList<>(group.row());
    if (reduced.isEmpty()) {
      reduced.addAll(group.space());
      reduced.removeAll(place.axisSet());
    }
    int[] sizes = vertex.edges().getFirst().shape().toArray();
    long[] wanted = new long[vertex.reducedAxes().size()];
    long entries = 1;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = sizes[vertex.reducedAxes().get(i)];
      entries *= wanted[i];
    }
    if (reduced.isEmpty()) {
      for (long size : wanted) {
        if (size > 1) {
          reduced.add(new Axis(size));
        }
      }
    }
    if (Axes.size(reduced) != entries || reduced.stream().anyMatch(place.axisSet()::contains)) {
      return null;
    }
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable List<List<Axis>> pieces = Axes.cut(reduced, wanted, splits);
    if (pieces == null) {
      return null;
    }
    group.replace(splits);
    List<Dim> dims = new ArrayList<>(place.dims());
    for (int i = 0; i < wanted.length; i++) {
      List<Axis> axes = pieces.get(i);
      dims.add(vertex.reducedAxes().get(i), axes.isEmpty() ? Dim.SINGLE : Dim.of(axes));
    }
    return new Seat(place, new Place(dims));
  }

  /** Both groups as one, or null if they cannot be. */
  static @Nullable Group merge(Group first, Group second, Vertex shared) {
    if (first.product() != null && second.product() != null) {
      return null;
    }
    Group left = first.copy();
    Group right = second.copy();
    @Nullable Place a = place(shared, left);
    @Nullable Place b = place(shared, right);
    if (a == null || b == null) {
      return null;
    }
    Map<Axis, List<Axis>> changes = new HashMap<>();
    for (int axis = 0; axis < a.dims().size(); axis++) {
      if (!Axes.unify(a.dims().get(axis).axes(), b.dims().get(axis).axes(), changes)) {
        return null;
      }
    }
    left.replace(changes);
    right.replace(changes);
    if (!left.row().isEmpty() && !right.row().isEmpty() && !left.row().equals(right.row())) {
      return null;
    }
    List<Axis> row = left.row().isEmpty() ? right.row() : left.row();
    for (Map.Entry<Vertex, Seat> entry : right.members().entrySet()) {
      Vertex vertex = entry.getKey();
      if (left.contains(vertex) && !left.seat(vertex).equals(entry.getValue())) {
        return null;
      }
      left.add(vertex, entry.getValue());
    }
    left.setRow(row);
    left.refuseAlso(right);
    if (!areEdgesConsistent(left)) {
      return null;
    }
    @Nullable String complaint = Validity.complaint(left);
    return complaint == null ? left : null;
  }

  /** Whether every member meets its users in the group where it stands. */
  private static boolean areEdgesConsistent(Group group) {
    for (Vertex vertex : group.members().keySet()) {
      for (Edge edge : vertex.edges()) {
        if (!group.contains(edge.source())) {
          continue;
        }
        if (vertex == group.product()) {
          return false;
        }
        Map<Axis, List<Axis>> splits = new HashMap<>();
        @Nullable Place place = pull(edge.views(), group.seat(vertex).input(), splits);
        if (place == null
            || !splits.isEmpty()
            || !place.equals(group.seat(edge.source()).result())) {
          return false;
        }
      }
    }
    return true;
  }
}
