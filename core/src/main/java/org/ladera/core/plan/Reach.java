package org.ladera.core.plan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ladera.core.plan.Vertex.Edge;

/** Whether one group can only run after another: a walk from both sides, which gives up in time. */
final class Reach {
  private static final int LIMIT = 64;

  private Reach() {}

  /** The groups that use what a group computes. */
  static Set<Group> users(Collection<Vertex> members, Group self) {
    Set<Group> users = new LinkedHashSet<>();
    for (Vertex vertex : members) {
      for (Edge edge : vertex.users()) {
        for (Group group : edge.user().groups()) {
          if (group != self) {
            users.add(group);
          }
        }
      }
    }
    return users;
  }

  private static Set<Group> sources(Group group) {
    Set<Group> sources = new LinkedHashSet<>();
    for (Vertex vertex : group.members().keySet()) {
      for (Edge edge : vertex.edges()) {
        for (Group source : edge.source().groups()) {
          if (source != group) {
            sources.add(source);
          }
        }
      }
    }
    return sources;
  }

  /**
   * Whether there is a way from some groups to a group, or it cannot be ruled out with little work.
   *
   * @param from where ways begin
   * @param to where they end
   */
  static boolean mayReach(Collection<Group> from, Group to) {
    if (from.isEmpty()) {
      return false;
    }
    Set<Group> ahead = new HashSet<>();
    Deque<Group> forward = new ArrayDeque<>();
    for (Group start : from) {
      if (start == to) {
        return true;
      }
      if (ahead.add(start)) {
        forward.add(start);
      }
    }
    Set<Group> behind = new HashSet<>();
    Deque<Group> backward = new ArrayDeque<>();
    behind.add(to);
    backward.add(to);
    while (!forward.isEmpty() && !backward.isEmpty()) {
      if (ahead.size() > LIMIT && behind.size() > LIMIT) {
        return true;
      }
      Group next = forward.poll();
      for (Group user : users(next.members().keySet(), next)) {
        if (behind.contains(user)) {
          return true;
        }
        if (ahead.add(user)) {
          forward.add(user);
        }
      }
      Group previous = backward.poll();
      for (Group source : sources(previous)) {
        if (ahead.contains(source)) {
          return true;
        }
        if (behind.add(source)) {
          backward.add(source);
        }
      }
    }
    return false;
  }
}
