package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.ladera.core.plan.Vertex.Edge;

/**
 * The order of the groups. A group that writes a variable in place runs after all that read it, and
 * after all that may fail; where that would be a circle, it does not write in place.
 */
final class Ordering {
  private final Map<Group, Set<Group>> after = new LinkedHashMap<>();
  private final Map<Group, Integer> missing = new HashMap<>();
  private final Map<Group, Set<Group>> softAfter = new HashMap<>();
  private final Map<Group, Integer> softMissing = new HashMap<>();

  Ordering(List<Group> groups) {
    for (Group group : groups) {
      after.put(group, new LinkedHashSet<>());
      missing.put(group, 0);
      softMissing.put(group, 0);
    }
    for (Group group : groups) {
      for (Vertex vertex : group.members().keySet()) {
        for (Edge edge : vertex.edges()) {
          for (Group source : edge.source().groups()) {
            if (source != group && !edge.source().isRepeated()) {
              require(source, group);
            }
          }
        }
      }
    }
  }

  private void require(Group first, Group second) {
    if (Objects.requireNonNull(after.get(first)).add(second)) {
      missing.merge(second, 1, Integer::sum);
    }
  }

  /** Asks that a group that writes in place runs after another. */
  void prefer(Group first, Group writer) {
    if (first != writer && softAfter.computeIfAbsent(first, key -> new HashSet<>()).add(writer)) {
      softMissing.merge(writer, 1, Integer::sum);
    }
  }

  /**
   * The order.
   *
   * @param giveUp is told each group whose wishes could not be met
   */
  List<Group> sorted(Consumer<Group> giveUp) {
    Comparator<Group> order =
        Comparator.<Group>comparingInt(group -> weight(group))
            .thenComparingDouble(Group::firstPosition);
    PriorityQueue<Group> ready = new PriorityQueue<>(order);
    PriorityQueue<Group> waiting = new PriorityQueue<>(order);
    Set<Group> queued = new HashSet<>();
    for (Group group : after.keySet()) {
      enqueue(group, ready, waiting, queued);
    }
    List<Group> sorted = new ArrayList<>(after.size());
    while (sorted.size() < after.size()) {
      Group next = ready.poll();
      if (next == null) {
        next = waiting.poll();
        if (next == null) {
          throw new IllegalStateException("plan: steps wait for each other in a circle");
        }
        giveUp.accept(next);
      }
      next.setOrder(sorted.size());
      sorted.add(next);
      for (Group user : softAfter.getOrDefault(next, Set.of())) {
        softMissing.merge(user, -1, Integer::sum);
        if (Objects.requireNonNull(softMissing.get(user)) == 0 && waiting.remove(user)) {
          ready.add(user);
        }
      }
      for (Group user : Objects.requireNonNull(after.get(next))) {
        missing.merge(user, -1, Integer::sum);
        enqueue(user, ready, waiting, queued);
      }
    }
    return sorted;
  }

  private void enqueue(
      Group group, PriorityQueue<Group> ready, PriorityQueue<Group> waiting, Set<Group> queued) {
    if (Objects.requireNonNull(missing.get(group)) == 0 && queued.add(group)) {
      (Objects.requireNonNull(softMissing.get(group)) == 0 ? ready : waiting).add(group);
    }
  }

  /** Small loops first: they may become a part of the step before them. */
  private static int weight(Group group) {
    return group.product() == null && !group.isClosed() && points(group) <= Finishing.SMALL ? 0 : 1;
  }

  static long points(Group group) {
    return Axes.size(new ArrayList<>(group.space()));
  }
}
