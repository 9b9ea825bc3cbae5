package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.VariableLocks.Held;

/**
 * What a thread has of variables. Locks of one run are taken in one order, but an op of a user's
 * own may start a run within a run, and so take a lock that comes before one that its thread has.
 * Then threads can come to wait in a circle. Those that have something and wait for something are
 * therefore known to each other, and who would close a circle fails instead of waiting.
 */
final class Holdings {
  private static final ThreadLocal<Holdings> MINE = ThreadLocal.withInitial(Holdings::new);

  /** Those that have something and wait for something. Guarded by itself. */
  private static final Set<Holdings> WAITING = new HashSet<>();

  private static final long FIRST_NANOS = 50_000_000L;
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  private final Thread thread = Thread.currentThread();

  /** Of each run, and of how many of its locks. The last may have only some of them so far. */
  private @Nullable Held[] held = new @Nullable Held[4];

  private int[] taken = new int[4];
  private int count;

  /** What it waits for, how, and which program needs that. Guarded by WAITING. */
  private @Nullable VariableLock wanted;

  private boolean wantedAlone;
  private String wantedBy = "";

  private Holdings() {}

  /** Those of this thread. */
  static Holdings mine() {
    return MINE.get();
  }

  /** Takes all locks, or none and tells so if another one replaced one of them. */
  boolean take(Held asked) {
    int top = count;
    if (top == held.length) {
      held = Arrays.copyOf(held, 2 * top);
      taken = Arrays.copyOf(taken, 2 * top);
    }
    held[top] = asked;
    taken[top] = 0;
    count = top + 1;
    boolean complete = false;
    try {
      for (int i = 0; i < asked.size(); i++) {
        take(asked.lock(i), asked.isAlone(i), asked.program());
        taken[top] = i + 1;
        if (asked.lock(i).isReplaced()) {
          return false;
        }
      }
      complete = true;
      return true;
    } finally {
      if (!complete) {
        release(asked);
      }
    }
  }

  /** Releases what was taken. */
  void release(Held asked) {
    int at = count - 1;
    while (at >= 0 && held[at] != asked) {
      at--;
    }
    if (at < 0) {
      throw new IllegalMonitorStateException(
          asked.program() + ": a thread releases what another one took");
    }
    for (int i = taken[at] - 1; i >= 0; i--) {
      asked.lock(i).release(asked.isAlone(i));
    }
    count--;
    System.arraycopy(held, at + 1, held, at, count - at);
    System.arraycopy(taken, at + 1, taken, at, count - at);
    held[count] = null;
  }

  private boolean hasNothing() {
    return Arrays.stream(taken, 0, count).allMatch(locks -> locks == 0);
  }

  private void take(VariableLock lock, boolean alone, String program) {
    if (alone ? lock.tryTakeAlone() : !lock.isAwaited() && lock.tryTakeWithOthers()) {
      return;
    }
    if (hasNothing()) {
      // Nobody can wait for this thread.
      lock.take(alone);
      return;
    }
    boolean interrupted = false;
    try {
      waitFor(lock, alone, program);
      long nanoseconds = FIRST_NANOS;
      while (true) {
        try {
          if (lock.take(alone, nanoseconds)) {
            return;
          }
        } catch (InterruptedException _) {
          interrupted = true;
        }
        // Not held alone by others, but one waits to have it so: that one may wait in a circle.
        if (!alone && isNeeded() && lock.tryTakeWithOthers()) {
          return;
        }
        // Who gives up waiting is the last in the row again, so each time it waits longer.
        nanoseconds = Math.min(2 * nanoseconds, LONGEST_NANOS);
      }
    } finally {
      waitNoMore();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Says what this thread needs before it gives anything back.
   *
   * @throws IllegalStateException if it would wait for ever
   */
  void waitFor(VariableLock lock, boolean alone, String program) {
    synchronized (WAITING) {
      wanted = lock;
      wantedAlone = alone;
      wantedBy = program;
      WAITING.add(this);
      List<Holdings> circle = new ArrayList<>();
      if (closes(this, circle, new HashSet<>())) {
        String description = describe(circle);
        // At once, so that no second one fails for this circle.
        waitNoMore();
        throw new IllegalStateException(description);
      }
    }
  }

  void waitNoMore() {
    if (wanted != null) {
      synchronized (WAITING) {
        WAITING.remove(this);
        wanted = null;
      }
    }
  }

  /** Whether someone waits for what this one has. */
  private boolean isNeeded() {
    synchronized (WAITING) {
      return WAITING.stream().anyMatch(each -> each != this && keeps(each.wanted, true) != null);
    }
  }

  /** Finds a way back to this one over those that one waits for, which becomes the circle. */
  private boolean closes(Holdings from, List<Holdings> circle, Set<Holdings> seen) {
    circle.add(from);
    for (Holdings next : WAITING) {
      if (next != from && next.keeps(from.wanted, from.wantedAlone) != null) {
        if (next == this || (seen.add(next) && closes(next, circle, seen))) {
          return true;
        }
      }
    }
    circle.removeLast();
    return false;
  }

  /** The run that keeps others from having a lock, alone or not at all; null for none. */
  private @Nullable Held keeps(@Nullable VariableLock lock, boolean alone) {
    for (int i = 0; i < count; i++) {
      Held run = Objects.requireNonNull(held[i]);
      for (int j = 0; j < taken[i]; j++) {
        if (run.lock(j) == lock && (alone || run.isAlone(j))) {
          return run;
        }
      }
    }
    return null;
  }

  private static String describe(List<Holdings> circle) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < circle.size(); i++) {
      Holdings before = circle.get((i + circle.size() - 1) % circle.size());
      Holdings member = circle.get(i);
      Held run = Objects.requireNonNull(member.keeps(before.wanted, before.wantedAlone));
      members.add(
          run.program()
              + " (thread \""
              + member.thread.getName()
              + "\") has "
              + before.wanted
              + " and calls "
              + member.wantedBy
              + ", which needs "
              + member.wanted);
    }
    return members.stream().collect(Collectors.joining("; ", "runs wait for each other: ", ""))
        + "; ops of one's own run programs crosswise in several threads, so let only one thread"
        + " run them, or run the inner programs before or after the outer ones";
  }
}
