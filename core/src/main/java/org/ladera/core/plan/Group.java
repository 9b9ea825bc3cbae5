package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vertices that become one step. Changes are tried on a copy. */
final class Group {
  private final Map<Vertex, Seat> members = new LinkedHashMap<>();
  private final Map<Vertex, String> refusals = new HashMap<>();
  private List<Axis> row = List.of();
  private @Nullable Vertex product;
  private @Nullable Set<Axis> space;
  private @Nullable Growth growth;
  private boolean isGrowthKnown;
  private double firstPosition = Double.POSITIVE_INFINITY;
  private int depth;
  private int order;

  static Group of(Vertex vertex, Seat seat) {
    Group group = new Group();
    group.add(vertex, seat);
    return group;
  }

  Group copy() {
    Group copy = new Group();
    copy.members.putAll(members);
    copy.row = row;
    copy.product = product;
    copy.space = space == null ? null : new LinkedHashSet<>(space);
    copy.firstPosition = firstPosition;
    copy.depth = depth;
    copy.refusals.putAll(refusals);
    return copy;
  }

  void add(Vertex vertex, Seat seat) {
    forgetGrowth();
    put(vertex, seat);
  }

  /** Adds a vertex that {@link Growth} has found a seat for. */
  void grow(Vertex vertex, Seat seat) {
    Objects.requireNonNull(growth()).add(vertex, this);
    put(vertex, seat);
  }

  /** What it takes to let more vertices in as they are; null if each has to be tried. */
  @Nullable Growth growth() {
    if (!isGrowthKnown) {
      growth = Growth.of(this);
      isGrowthKnown = true;
    }
    return growth;
  }

  /** Says that what members read has changed. */
  void forgetGrowth() {
    isGrowthKnown = false;
    growth = null;
  }

  private void put(Vertex vertex, Seat seat) {
    members.put(vertex, seat);
    firstPosition = Math.min(firstPosition, vertex.position());
    depth = Math.max(depth, vertex.depth());
    if (space != null) {
      space.addAll(seat.input().axes());
    }
    if (vertex.kind() == Vertex.Kind.PRODUCT) {
      product = vertex;
    }
    if (vertex.kind() == Vertex.Kind.ROW_REDUCE) {
      row = seat.reduced(vertex);
    }
  }

  /** Replaces axes everywhere. */
  void replace(Map<Axis, List<Axis>> replacement) {
    if (!replacement.isEmpty()) {
      forgetGrowth();
      members.replaceAll((vertex, seat) -> seat.replaced(replacement));
      row = Axes.replaced(row, replacement);
      space = null;
    }
  }

  Map<Vertex, Seat> members() {
    return members;
  }

  boolean contains(Vertex vertex) {
    return members.containsKey(vertex);
  }

  Seat seat(Vertex vertex) {
    return Objects.requireNonNull(members.get(vertex));
  }

  /** The axes that row reductions are over, in order; none if there are no such reductions. */
  List<Axis> row() {
    return row;
  }

  /** Takes over the row of a group that is merged into this one. */
  void setRow(List<Axis> axes) {
    forgetGrowth();
    row = axes;
  }

  @Nullable Vertex product() {
    return product;
  }

  /** All axes, those of the first members first. */
  Set<Axis> space() {
    Set<Axis> known = space;
    if (known == null) {
      known = new LinkedHashSet<>();
      for (Seat seat : members.values()) {
        known.addAll(seat.input().axes());
      }
      space = known;
    }
    return Collections.unmodifiableSet(known);
  }

  /** A step of its own, or a loop that nothing may join. */
  boolean isClosed() {
    Vertex first = members.keySet().iterator().next();
    return members.size() == 1 && !first.isLoop();
  }

  int depth() {
    return depth;
  }

  double firstPosition() {
    return firstPosition;
  }

  /** Says why a vertex that it uses is not in it; the last reason counts. */
  void refuse(Vertex vertex, String reason) {
    refusals.put(vertex, reason);
  }

  /** Why a vertex is not in it, if it was tried. */
  @Nullable String refusal(Vertex vertex) {
    return refusals.get(vertex);
  }

  /** Takes over the reasons of a group that is merged into this one. */
  void refuseAlso(Group other) {
    refusals.putAll(other.refusals);
  }

  /** Whether some user of a member is elsewhere, so that it must be in memory. */
  boolean isStored(Vertex member) {
    if (member.isRepeated()) {
      return false;
    }
    if (member.isWanted()) {
      return true;
    }
    for (Vertex.Edge edge : member.users()) {
      boolean inside = contains(edge.user()) && edge.user() != product;
      if (!inside && edge.user().kind() != Vertex.Kind.EMPTY) {
        return true;
      }
    }
    return false;
  }

  /** The members in the order in which they are computed. */
  List<Vertex> ordered() {
    List<Vertex> ordered = new ArrayList<>(members.keySet());
    ordered.sort(Comparator.comparingDouble(Vertex::position));
    return ordered;
  }

  int order() {
    return order;
  }

  void setOrder(int order) {
    this.order = order;
  }
}
