package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What a run holds of variables, so that no update is lost and none is seen half: alone if it
 * assigns them, with others if it reads them. Variables that a program assigns together are {@link
 * #join joined}: they share one lock from then on, so that a run takes one however many variables
 * it assigns.
 */
final class VariableLock {
  /** Locks are taken in the order in which they were made, so that no circle of waiting arises. */
  static final Comparator<VariableLock> ORDER = Comparator.comparingLong(lock -> lock.number);

  private static final AtomicLong NEXT_NUMBER = new AtomicLong();

  private final long number = NEXT_NUMBER.getAndIncrement();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** The lock that holds in place of this one; written only by who holds this one alone. */
  private volatile @Nullable VariableLock successor;

  /** Whether a program was made that assigns or reads what this is the lock of. */
  private volatile boolean known;

  VariableLock() {}

  /** Waits until nobody else has this lock. */
  void takeAlone() {
    if (!tryTakeAlone()) {
      lock.writeLock().lock();
    }
  }

  private boolean tryTakeAlone() {
    if (lock.writeLock().tryLock()) {
      return true;
    }
    if (!lock.isWriteLockedByCurrentThread() && lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          "a run that reads a variable calls something that sets or assigns it, which would have"
              + " to wait for the end of that run; change the variable before it or after it");
    }
    return false;
  }

  void releaseAlone() {
    lock.writeLock().unlock();
  }

  /** Waits until nobody else has this lock alone. */
  void takeWithOthers() {
    lock.readLock().lock();
  }

  void releaseWithOthers() {
    lock.readLock().unlock();
  }

  /** Whether another lock holds in place of this one. */
  boolean isReplaced() {
    return successor != null;
  }

  /** The lock that holds in place of this one; it may change until the caller has that. */
  VariableLock root() {
    VariableLock root = this;
    @Nullable VariableLock next = successor;
    while (next != null) {
      root = next;
      next = root.successor;
    }
    return root;
  }

  /**
   * Makes the locks of variables that a program assigns one. It waits for runs that hold one of
   * them, but not for runs that wait for this.
   *
   * @param locks the locks
   */
  @SuppressWarnings("ThreadPriorityCheck")
  static void join(List<VariableLock> locks) {
    while (!tryJoin(distinctRoots(locks))) {
      Thread.yield();
    }
    locks.forEach(each -> each.root().known = true);
  }

  /**
   * Makes the locks of variables that a program reads one, as far as no program assigned or read
   * those variables before: a run then takes few locks, and programs that have no variable in
   * common go on not to wait for each other.
   *
   * @param locks the locks
   */
  static void joinUnknown(List<VariableLock> locks) {
    join(locks.stream().filter(each -> !each.root().known).toList());
    locks.forEach(each -> each.root().known = true);
  }

  private static List<VariableLock> distinctRoots(List<VariableLock> locks) {
    return locks.stream().map(VariableLock::root).distinct().sorted(ORDER).toList();
  }

  private static boolean tryJoin(List<VariableLock> roots) {
    if (roots.size() <= 1) {
      return true;
    }
    // A run of this thread may hold one of them already: that one must go on to count.
    @Nullable VariableLock mine =
        roots.stream()
            .filter(root -> root.lock.isWriteLockedByCurrentThread())
            .findFirst()
            .orElse(null);
    List<VariableLock> held = new ArrayList<>();
    try {
      for (VariableLock root : roots) {
        if (mine == null) {
          root.takeAlone();
        } else if (!root.tryTakeAlone()) {
          return false;
        }
        held.add(root);
        if (root.successor != null) {
          return false;
        }
      }
      VariableLock last = mine == null ? roots.getFirst() : mine;
      for (VariableLock root : roots) {
        if (root != last) {
          root.successor = last;
        }
      }
      return true;
    } finally {
      held.forEach(VariableLock::releaseAlone);
    }
  }
}
