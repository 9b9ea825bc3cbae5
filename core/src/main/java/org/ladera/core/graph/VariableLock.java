package org.ladera.core.graph;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
 * it assigns. {@link Holdings} takes and releases locks, and so knows who has which.
 */
final class VariableLock {
  /** Locks are taken in the order in which they were made, so that no circle of waiting arises. */
  static final Comparator<VariableLock> ORDER = Comparator.comparingLong(lock -> lock.number);

  private static final AtomicLong NEXT_NUMBER = new AtomicLong();

  private final long number = NEXT_NUMBER.getAndIncrement();
  private final String what;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** The lock that holds in place of this one; written only by who holds this one alone. */
  private volatile @Nullable VariableLock successor;

  /** Whether a program was made that assigns or reads what this is the lock of. */
  private volatile boolean known;

  /**
   * A lock.
   *
   * @param what what one has who has it, for people
   */
  VariableLock(String what) {
    this.what = what;
  }

  /**
   * Takes this lock if nobody else has it.
   *
   * @throws IllegalStateException if this thread has it with others
   */
  boolean tryTakeAlone() {
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

  /** Takes this lock if nobody else has it alone, before all that wait. */
  boolean tryTakeWithOthers() {
    return lock.readLock().tryLock();
  }

  /** Waits until nobody else has this lock, or not alone. */
  void take(boolean alone) {
    if (alone) {
      lock.writeLock().lock();
    } else {
      lock.readLock().lock();
    }
  }

  /** The same for some time; whether this thread has the lock. */
  boolean take(boolean alone, long nanoseconds) throws InterruptedException {
    return alone
        ? lock.writeLock().tryLock(nanoseconds, NANOSECONDS)
        : lock.readLock().tryLock(nanoseconds, NANOSECONDS);
  }

  void release(boolean alone) {
    if (alone) {
      lock.writeLock().unlock();
    } else {
      lock.readLock().unlock();
    }
  }

  /** Whether some thread waits for this lock. */
  boolean isAwaited() {
    return lock.hasQueuedThreads();
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
   * @param program the program
   * @param locks the locks
   * @throws IllegalStateException if those runs would wait for what this thread has
   */
  @SuppressWarnings("ThreadPriorityCheck")
  static void join(String program, List<VariableLock> locks) {
    Holdings mine = Holdings.mine();
    try {
      while (!tryJoin(program, distinctRoots(locks), mine)) {
        Thread.yield();
      }
    } finally {
      mine.waitNoMore();
    }
    locks.forEach(each -> each.root().known = true);
  }

  /**
   * Makes the locks of variables that a program reads one, as far as no program assigned or read
   * those variables before: a run then takes few locks, and programs that have no variable in
   * common go on not to wait for each other.
   *
   * @param program the program
   * @param locks the locks
   */
  static void joinUnknown(String program, List<VariableLock> locks) {
    join(program, locks.stream().filter(each -> !each.root().known).toList());
    locks.forEach(each -> each.root().known = true);
  }

  private static List<VariableLock> distinctRoots(List<VariableLock> locks) {
    return locks.stream().map(VariableLock::root).distinct().sorted(ORDER).toList();
  }

  private static boolean tryJoin(String program, List<VariableLock> roots, Holdings mine) {
    if (roots.size() <= 1) {
      return true;
    }
    for (VariableLock root : roots) {
      if (root.lock.isWriteLockedByCurrentThread()) {
        // A run of this thread holds it already: it must go on to count.
        return tryJoinTo(root, program, roots, mine);
      }
    }
    VariableLocks.Held all = VariableLocks.Held.alone(program, roots);
    if (!mine.take(all)) {
      return false;
    }
    for (int i = 1; i < all.size(); i++) {
      all.lock(i).successor = all.lock(0);
    }
    mine.release(all);
    return true;
  }

  /** Without waiting while some are held, since those that have the others may need them. */
  private static boolean tryJoinTo(
      VariableLock last, String program, List<VariableLock> roots, Holdings mine) {
    List<VariableLock> taken = new ArrayList<>();
    try {
      for (VariableLock root : roots) {
        if (!root.tryTakeAlone()) {
          mine.waitFor(root, true, program);
          return false;
        }
        taken.add(root);
        if (root.successor != null) {
          return false;
        }
      }
      for (VariableLock root : roots) {
        if (root != last) {
          root.successor = last;
        }
      }
      return true;
    } finally {
      taken.forEach(root -> root.release(true));
    }
  }

  /** What one has who has it. */
  @Override
  public String toString() {
    return what;
  }
}
