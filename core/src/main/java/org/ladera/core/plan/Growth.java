package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;

/**
 * Lets vertices into a valid group as it stands, without a trial on a copy: those that compute
 * entry by entry at every point. What {@link Validity} asks of the larger group follows from a few
 * counts, so that a group of many vertices is not looked through for each of them.
 */
final class Growth {
  private final long points;
  private final Set<Vertex> read = new HashSet<>();
  private int units;
  private int outputs;

  private Growth(Group group) {
    this.points = Axes.size(new ArrayList<>(group.space()));
    for (Map.Entry<Vertex, Seat> entry : group.members().entrySet()) {
      Vertex vertex = entry.getKey();
      if (vertex.isReduce()) {
        units += 2;
      } else if (entry.getValue().input().axes().size() == group.space().size()) {
        units += vertex.units();
      }
      outputs += Validity.isStream(vertex, points) && group.isStored(vertex) ? 1 : 0;
      if (vertex.kind() != Kind.PRODUCT) {
        vertex.edges().forEach(edge -> addRead(edge, group, read));
      }
    }
  }

  /** The counts of a group; null if each change of it has to be tried. */
  static @Nullable Growth of(Group group) {
    return Validity.complaint(group) == null && !isCountedThrough(group) ? new Growth(group) : null;
  }

  /** Whether an axis of the product is several of the group's: new members must suit that. */
  private static boolean isCountedThrough(Group group) {
    return group.product() != null
        && group.seat(group.product()).result().dims().stream()
            .anyMatch(dim -> dim.axes().size() > 1);
  }

  /** Where a vertex stands in a group that it may join as it is; null if that has to be tried. */
  static @Nullable Seat seat(Vertex vertex, Group group) {
    if (vertex.kind() != Kind.MAP || group.members().size() >= Costs.MEMBERS) {
      return null;
    }
    @Nullable Place place = place(vertex, group);
    if (place == null
        || place.axes().size() != group.space().size()
        || place.axisSet().size() != place.axes().size()) {
      return null;
    }
    @Nullable Growth growth = group.growth();
    return growth == null || !growth.bears(vertex, group) ? null : Seat.of(vertex, place);
  }

  /** The one whole place at which all users in the group meet the vertex, if no axis splits. */
  private static @Nullable Place place(Vertex vertex, Group group) {
    @Nullable Place common = null;
    Map<Axis, List<Axis>> splits = new HashMap<>();
    for (Edge edge : vertex.users()) {
      if (group.contains(edge.user())) {
        @Nullable Place place = Joining.pull(edge.views(), group.seat(edge.user()).input(), splits);
        if (place == null
            || !splits.isEmpty()
            || !place.isWhole()
            || (common != null && !common.equals(place))) {
          return null;
        }
        common = place;
      }
    }
    return common;
  }

  private boolean bears(Vertex vertex, Group group) {
    if (units + vertex.units() > Costs.UNITS) {
      return false;
    }
    boolean isOutput = Validity.isStream(vertex, points) && group.isStored(vertex);
    Set<Vertex> added = new HashSet<>();
    vertex.edges().forEach(edge -> addRead(edge, group, added));
    added.removeAll(read);
    int results = outputs + (isOutput ? 1 : 0);
    int streams = results + read.size() + added.size() - (read.contains(vertex) ? 1 : 0);
    return results <= Costs.OUTPUTS && streams <= Costs.STREAMS;
  }

  /** Counts a vertex that the group bears and that is about to become its member. */
  void add(Vertex vertex, Group group) {
    units += vertex.units();
    outputs += Validity.isStream(vertex, points) && group.isStored(vertex) ? 1 : 0;
    read.remove(vertex);
    vertex.edges().forEach(edge -> addRead(edge, group, read));
  }

  private void addRead(Edge edge, Group group, Set<Vertex> sources) {
    Vertex source = edge.source();
    if (!group.contains(source) && Validity.isStream(source, points)) {
      sources.add(source);
    }
  }
}
