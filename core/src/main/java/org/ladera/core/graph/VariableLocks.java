package org.ladera.core.graph;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variables that a program assigns, which a run has alone, and those that it only reads, which
 * it shares with other runs that only read them: runs that change a variable follow each other, and
 * who reads variables sees all that one run assigned to them, or nothing of it.
 *
 * <p>A run that an op of a user's own starts within a run takes its locks besides those of the
 * outer one. Two threads whose outer runs assign what the other's inner run needs wait forever.
 */
public final class VariableLocks {
  private final List<VariableLock> assigned;
  private final List<VariableLock> read;
  private volatile Held current;

  /** What a run has until it releases it. Nothing is made for a run. */
  public static final class Held {
    /** Locks that no other replaced when this was made, in their order. */
    private final VariableLock[] locks;

    /** Whether the lock at this place is had alone. */
    private final boolean[] alone;

    private Held(List<VariableLock> assigned, List<VariableLock> read) {
      Set<VariableLock> writing =
          assigned.stream().map(VariableLock::root).collect(Collectors.toSet());
      Set<VariableLock> all = read.stream().map(VariableLock::root).collect(Collectors.toSet());
      all.addAll(writing);
      locks = all.stream().sorted(VariableLock.ORDER).toArray(VariableLock[]::new);
      alone = new boolean[locks.length];
      for (int i = 0; i < locks.length; i++) {
        alone[i] = writing.contains(locks[i]);
      }
    }

    /** Takes the locks, or none and tells so if another one replaced one of them. */
    private boolean take() {
      int taken = 0;
      try {
        while (taken < locks.length) {
          VariableLock lock = locks[taken];
          if (alone[taken]) {
            lock.takeAlone();
          } else {
            lock.takeWithOthers();
          }
          taken++;
          if (lock.isReplaced()) {
            return false;
          }
        }
        taken = 0;
        return true;
      } finally {
        release(taken);
      }
    }

    /** The number of locks. */
    int size() {
      return locks.length;
    }

    /** Lets others have what the run had. */
    public void release() {
      release(locks.length);
    }

    private void release(int count) {
      for (int i = count - 1; i >= 0; i--) {
        if (alone[i]) {
          locks[i].releaseAlone();
        } else {
          locks[i].releaseWithOthers();
        }
      }
    }
  }

  /**
   * The locks of some variables.
   *
   * @param assigned the variables that are assigned
   * @param read the variables that are read; they may be among those
   */
  public VariableLocks(
      Collection<? extends Variable> assigned, Collection<? extends Variable> read) {
    this.assigned = assigned.stream().map(Variable::lock).toList();
    this.read = read.stream().map(Variable::lock).toList();
    this.current = new Held(this.assigned, this.read);
  }

  /**
   * Makes few locks of many, for a program that will run often: those of the variables assigned
   * become one, and those of the variables read as far as no other program knows them.
   */
  public void join() {
    VariableLock.join(assigned);
    VariableLock.joinUnknown(read);
    current = new Held(assigned, read);
  }

  /**
   * Waits for the variables.
   *
   * @return what the caller releases after the run
   * @throws IllegalStateException if a run of this thread reads what this one assigns
   */
  public Held acquire() {
    Held held = current;
    while (!held.take()) {
      held = new Held(assigned, read);
      current = held;
    }
    return held;
  }
}
