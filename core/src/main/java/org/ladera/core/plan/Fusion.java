package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;

/**
 * Decides which vertices share a step, in one sweep from the results back to the inputs: a vertex
 * joins the group of its users; groups that share a producer are merged; what is cheap is computed
 * again rather than stored.
 */
final class Fusion {
  private final VertexGraph graph;
  private final boolean fuse;
  private final Set<Group> groups = new LinkedHashSet<>();

  private Fusion(VertexGraph graph, boolean fuse) {
    this.graph = graph;
    this.fuse = fuse;
  }

  /** The groups, each of which is one step. */
  static List<Group> groups(VertexGraph graph, boolean fuse) {
    Fusion fusion = new Fusion(graph, fuse);
    List<Vertex> vertices = List.copyOf(graph.vertices());
    for (Vertex vertex : vertices.reversed()) {
      fusion.sweep(vertex);
    }
    return List.copyOf(fusion.groups);
  }

  private void sweep(Vertex vertex) {
    for (Edge edge : List.copyOf(vertex.users())) {
      makeReadable(edge);
    }
    switch (vertex.kind()) {
      case LEAF, SCALAR, EMPTY -> {}
      case JOIN, BARRIER -> found(vertex, new Seat(new Place(List.of()), new Place(List.of())));
      case MAP, ROW_REDUCE, TOTAL_REDUCE, PRODUCT -> place(vertex);
    }
  }

  private void place(Vertex vertex) {
    if (fuse && vertex.kind() != Kind.TOTAL_REDUCE && !vertex.users().isEmpty()) {
      List<Group> candidates = candidates(vertex);
      boolean outside = isUsedOutside(vertex, candidates);
      if (candidates.size() > 1) {
        candidates = merged(vertex, candidates);
      }
      if (candidates.size() > 1 && !outside && isFreeToRepeat(vertex, candidates)) {
        vertex.setRepeated(true);
        if (joinAll(vertex, candidates)) {
          return;
        }
        vertex.setRepeated(false);
      }
      if (candidates.size() == 1 && !outside && belongsEarlier(vertex, candidates.getFirst())) {
        candidates
            .getFirst()
            .refuse(vertex, "it is made early: what it is made of is larger, and is not kept");
      } else {
        for (Group candidate : candidates) {
          if (tryJoin(vertex, candidate)) {
            return;
          }
        }
      }
    }
    found(vertex, freshSeat(vertex));
  }

  private static Seat freshSeat(Vertex vertex) {
    return vertex.isReduce()
        ? Seat.reducing(vertex, Place.fresh(vertex.edges().getFirst().shape()))
        : Seat.of(vertex, Place.fresh(vertex.shape()));
  }

  private void found(Vertex vertex, Seat seat) {
    Group group = Group.of(vertex, seat);
    groups.add(group);
    vertex.groups().add(group);
  }

  /** The groups of users that the vertex may join, those that run first in front. */
  private static List<Group> candidates(Vertex vertex) {
    Set<Group> candidates = new LinkedHashSet<>();
    for (Edge edge : vertex.users()) {
      for (Group group : edge.user().groups()) {
        if (!group.isClosed()) {
          candidates.add(group);
        }
      }
    }
    candidates.removeIf(group -> feedsProduct(vertex, group));
    List<Group> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(Group::firstPosition));
    return sorted;
  }

  private static boolean feedsProduct(Vertex vertex, Group group) {
    return group.product() != null
        && group.product().edges().stream().anyMatch(edge -> edge.source() == vertex);
  }

  private static boolean isUsedOutside(Vertex vertex, List<Group> candidates) {
    if (vertex.isWanted()) {
      return true;
    }
    for (Edge edge : vertex.users()) {
      if (edge.user().kind() != Kind.EMPTY
          && edge.user().groups().stream().anyMatch(group -> !candidates.contains(group))) {
        return true;
      }
    }
    return false;
  }

  private List<Group> merged(Vertex vertex, List<Group> candidates) {
    List<Group> merged = new ArrayList<>();
    for (Group candidate : candidates) {
      boolean done = false;
      for (int i = 0; i < merged.size() && !done; i++) {
        @Nullable Group both = tryMerge(merged.get(i), candidate, vertex);
        if (both != null) {
          merged.set(i, both);
          done = true;
        }
      }
      if (!done) {
        merged.add(candidate);
      }
    }
    return merged;
  }

  private @Nullable Group tryMerge(Group first, Group second, Vertex shared) {
    @Nullable Group both = Joining.merge(first, second, shared);
    if (both == null) {
      refuse(first, second, shared, "a loop of another form needs it too");
      return null;
    }
    Set<Group> afterFirst = Reach.users(first.members().keySet(), first);
    Set<Group> afterSecond = Reach.users(second.members().keySet(), second);
    afterFirst.remove(second);
    afterSecond.remove(first);
    if (Reach.mayReach(afterFirst, second) || Reach.mayReach(afterSecond, first)) {
      refuse(first, second, shared, "a loop that must run at another time needs it too");
      return null;
    }
    replace(first, both);
    replace(second, both);
    return both;
  }

  private static void refuse(Group first, Group second, Vertex shared, String reason) {
    first.refuse(shared, reason);
    second.refuse(shared, reason);
  }

  private void replace(Group old, Group changed) {
    groups.remove(old);
    groups.add(changed);
    for (Vertex member : old.members().keySet()) {
      if (old == changed && member.groups().size() < 2) {
        continue;
      }
      member.groups().remove(old);
      if (!member.groups().contains(changed)) {
        member.groups().add(changed);
      }
    }
  }

  private boolean tryJoin(Vertex vertex, Group group) {
    @Nullable Seat seat = Growth.seat(vertex, group);
    @Nullable Group joined = seat == null ? Joining.join(vertex, group) : group;
    if (joined == null) {
      return false;
    }
    Set<Group> elsewhere = new LinkedHashSet<>();
    for (Edge edge : vertex.users()) {
      elsewhere.addAll(edge.user().groups());
    }
    elsewhere.remove(group);
    if (Reach.mayReach(elsewhere, group)) {
      group.refuse(vertex, "a step that must run before this one needs it too");
      return false;
    }
    replace(group, joined);
    if (seat != null) {
      joined.grow(vertex, seat);
    }
    vertex.groups().add(joined);
    return true;
  }

  /** Whether computing it in every group costs less than storing and loading it. */
  private static boolean isFreeToRepeat(Vertex vertex, List<Group> candidates) {
    if (vertex.kind() != Kind.MAP || vertex.units() > Costs.REPEATED) {
      return false;
    }
    int streams = 0;
    for (Edge edge : vertex.edges()) {
      Vertex source = edge.source();
      boolean stored = source.isThere() || source.isWanted() || source.kind() == Kind.BARRIER;
      if (!stored) {
        return false;
      }
      boolean small = source.shape().size() * 8 < vertex.shape().size();
      boolean read = candidates.stream().allMatch(group -> reads(group, source));
      streams += small || read ? 0 : 1;
    }
    return streams <= 1;
  }

  private static boolean reads(Group group, Vertex source) {
    return source.users().stream().anyMatch(edge -> group.contains(edge.user()));
  }

  private boolean joinAll(Vertex vertex, List<Group> candidates) {
    Map<Group, Seat> seats = new HashMap<>();
    Map<Group, Group> joined = new HashMap<>();
    for (Group candidate : candidates) {
      @Nullable Seat seat = Growth.seat(vertex, candidate);
      @Nullable Group changed = seat == null ? Joining.join(vertex, candidate) : candidate;
      if (changed == null) {
        return false;
      }
      if (seat != null) {
        seats.put(candidate, seat);
      }
      joined.put(candidate, changed);
    }
    for (Group candidate : candidates) {
      Group changed = Objects.requireNonNull(joined.get(candidate));
      @Nullable Seat seat = seats.get(candidate);
      replace(candidate, changed);
      if (seat != null) {
        changed.grow(vertex, seat);
      }
      vertex.groups().add(changed);
    }
    return true;
  }

  /**
   * Whether a value that only a later phase uses is better made early: when its operands, which
   * would have to be kept for that phase, are larger than itself.
   */
  private static boolean belongsEarlier(Vertex vertex, Group group) {
    if (vertex.kind() != Kind.MAP || vertex.depth() >= group.depth()) {
      return false;
    }
    long crossing = 0;
    Set<Vertex> seen = new LinkedHashSet<>();
    for (Edge edge : vertex.edges()) {
      Vertex source = edge.source();
      boolean kept = source.isThere() || source.isWanted() || source.bytes() <= Costs.SMALL;
      if (!kept && seen.add(source) && !isKeptFor(source, vertex, group)) {
        crossing += source.bytes();
      }
    }
    return crossing > vertex.bytes() + Costs.SMALL;
  }

  private static boolean isKeptFor(Vertex source, Vertex vertex, Group group) {
    for (Edge edge : source.users()) {
      Vertex user = edge.user();
      if (user != vertex
          && (!user.isLoop()
              || user.kind() == Kind.PRODUCT
              || user.groups().stream().anyMatch(each -> each.depth() >= group.depth()))) {
        return true;
      }
    }
    return false;
  }

  /** Inserts a copy where a user could not find the entries in the source's memory. */
  private void makeReadable(Edge edge) {
    @Nullable Integer broken = Reading.obstacle(edge);
    if (broken != null) {
      edge.user().groups().forEach(Group::forgetGrowth);
      Vertex copy = graph.insertCopy(edge, broken);
      sweep(copy);
      copy.edges().forEach(this::makeReadable);
    }
  }
}
