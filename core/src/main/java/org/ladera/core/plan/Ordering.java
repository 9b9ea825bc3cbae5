package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.ladera.core.plan.Vertex.Edge;

/**
 * The order of the groups: small loops as soon as they can run, then what frees more memory than it
 * takes, such as the update by a gradient, then what was written first. A group that writes a
 * variable in place runs after all that read it, and after all that may fail; where that would be a
 * circle, it does not write in place.
 */
final class Ordering {
  private static final Comparator<Turn> ORDER =
      Comparator.<Turn>comparingInt(turn -> turn.weight)
          .thenComparing(turn -> turn.frees <= turn.takes)
          .thenComparingDouble(turn -> turn.position)
          .thenComparingInt(turn -> turn.number);

  private final Map<Group, Turn> turns = new LinkedHashMap<>();

  /** Groups after which those of {@link #late} run: as one edge, as either may be many. */
  private final Set<Turn> early = new LinkedHashSet<>();

  private final Set<Turn> late = new LinkedHashSet<>();

  /** A group, and what it waits for. */
  private static final class Turn {
    private final Group group;
    private final int weight;
    private final double position;
    private final int number;
    private final Set<Turn> after = new LinkedHashSet<>();
    private final Set<Turn> softAfter = new LinkedHashSet<>();
    private final List<Held> reads = new ArrayList<>();
    private long takes;
    private long frees;
    private int missing;
    private int softMissing;

    Turn(Group group, int number) {
      this.group = group;
      this.weight = Ordering.weight(group);
      this.position = group.firstPosition();
      this.number = number;
    }
  }

  /** A value in the program's own memory, until the last that read it have run. */
  private static final class Held {
    private final long bytes;
    private final Set<Turn> readers = new LinkedHashSet<>();

    Held(long bytes) {
      this.bytes = bytes;
    }
  }

  Ordering(List<Group> groups) {
    for (Group group : groups) {
      turns.put(group, new Turn(group, turns.size()));
    }
    for (Turn turn : turns.values()) {
      for (Vertex vertex : turn.group.members().keySet()) {
        for (Edge edge : vertex.edges()) {
          for (Group source : edge.source().groups()) {
            if (source != turn.group
                && !edge.source().isRepeated()
                && turn(source).after.add(turn)) {
              turn.missing++;
            }
          }
        }
      }
    }
    turns.values().forEach(this::hold);
  }

  /** Notes what memory a group takes, and who reads it. */
  private void hold(Turn turn) {
    for (Vertex vertex : turn.group.members().keySet()) {
      if (vertex.isWanted() || !turn.group.isStored(vertex)) {
        continue;
      }
      Held held = new Held(vertex.bytes());
      turn.takes += held.bytes;
      for (Edge edge : vertex.users()) {
        for (Group user : edge.user().groups()) {
          if (user != turn.group && held.readers.add(turn(user))) {
            turn(user).reads.add(held);
          }
        }
      }
      if (held.readers.size() == 1) {
        held.readers.iterator().next().frees += held.bytes;
      }
    }
  }

  /** A group has run: what it read is freed by the last that reads it still. */
  private static void done(Turn turn, Set<Turn> ready, Set<Turn> waiting) {
    for (Held held : turn.reads) {
      held.readers.remove(turn);
      if (held.readers.size() == 1) {
        Turn last = held.readers.iterator().next();
        boolean isReady = ready.remove(last);
        boolean isWaiting = waiting.remove(last);
        last.frees += held.bytes;
        if (isReady || isWaiting) {
          (isReady ? ready : waiting).add(last);
        }
      }
    }
  }

  private Turn turn(Group group) {
    return Objects.requireNonNull(turns.get(group));
  }

  /** Asks that a group that writes in place runs after another. */
  void prefer(Group first, Group writer) {
    if (first != writer && turn(first).softAfter.add(turn(writer))) {
      turn(writer).softMissing++;
    }
  }

  /** Asks that groups that write in place run after all of some others. */
  void prefer(Collection<Group> firsts, Collection<Group> writers) {
    firsts.forEach(first -> early.add(turn(first)));
    writers.forEach(writer -> late.add(turn(writer)));
    late.removeAll(early);
    if (!early.isEmpty()) {
      late.forEach(writer -> writer.softMissing++);
    }
  }

  /**
   * The order.
   *
   * @param giveUp is told each group whose wishes could not be met, and whether one of them was to
   *     run after another group for itself, rather than after all of some others
   */
  List<Group> sorted(BiConsumer<Group, Boolean> giveUp) {
    TreeSet<Turn> ready = new TreeSet<>(ORDER);
    TreeSet<Turn> waiting = new TreeSet<>(ORDER);
    for (Turn turn : turns.values()) {
      enqueue(turn, ready, waiting);
    }
    List<Group> sorted = new ArrayList<>(turns.size());
    while (sorted.size() < turns.size()) {
      Turn next = ready.pollFirst();
      if (next == null) {
        next = waiting.pollFirst();
        if (next == null) {
          throw new IllegalStateException("plan: steps wait for each other in a circle");
        }
        boolean isForAll = late.contains(next) && !early.isEmpty();
        giveUp.accept(next.group, next.softMissing > (isForAll ? 1 : 0));
      }
      next.group.setOrder(sorted.size());
      sorted.add(next.group);
      next.softAfter.forEach(writer -> release(writer, ready, waiting));
      if (early.remove(next) && early.isEmpty()) {
        late.forEach(writer -> release(writer, ready, waiting));
      }
      done(next, ready, waiting);
      for (Turn user : next.after) {
        user.missing--;
        enqueue(user, ready, waiting);
      }
    }
    return sorted;
  }

  private static void release(Turn writer, Set<Turn> ready, Set<Turn> waiting) {
    writer.softMissing--;
    if (writer.softMissing == 0 && waiting.remove(writer)) {
      ready.add(writer);
    }
  }

  private static void enqueue(Turn turn, Set<Turn> ready, Set<Turn> waiting) {
    if (turn.missing == 0) {
      (turn.softMissing == 0 ? ready : waiting).add(turn);
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
