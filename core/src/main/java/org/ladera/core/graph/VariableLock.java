package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a run holds that assigns variables, so that no update is lost. Variables that a program
 * assigns together are {@link #join joined}: they share one lock from then on, so that a run takes
 * one however many variables it assigns.
 */
public final class VariableLock {
  private final ReentrantLock lock = new ReentrantLock();

  /** The lock that holds in place of this one; written only by who holds this one. */
  private volatile @Nullable VariableLock successor;

  VariableLock() {}

  /**
   * Waits for the lock that holds in place of this one.
   *
   * @return that lock, which the caller {@link #release releases}
   */
  public VariableLock acquire() {
    VariableLock root = root();
    root.lock.lock();
    while (root.successor != null) {
      root.lock.unlock();
      root = root.root();
      root.lock.lock();
    }
    return root;
  }

  /** Lets others have what {@link #acquire} returned. */
  public void release() {
    lock.unlock();
  }

  private VariableLock root() {
    VariableLock root = this;
    @Nullable VariableLock next = successor;
    while (next != null) {
      root = next;
      next = root.successor;
    }
    return root;
  }

  /**
   * Makes locks one. It waits for runs that hold one of them, but not for runs that wait for this.
   *
   * @param locks the locks
   */
  @SuppressWarnings("ThreadPriorityCheck")
  public static void join(List<VariableLock> locks) {
    while (!tryJoin(locks)) {
      Thread.yield();
    }
  }

  private static boolean tryJoin(List<VariableLock> locks) {
    List<VariableLock> roots = locks.stream().map(VariableLock::root).distinct().toList();
    if (roots.size() <= 1) {
      return true;
    }
    List<VariableLock> held = new ArrayList<>();
    try {
      for (VariableLock root : roots) {
        if (!root.lock.tryLock()) {
          return false;
        }
        held.add(root);
        if (root.successor != null) {
          return false;
        }
      }
      // A run of this thread may hold one of them already: that one must go on to count.
      VariableLock last =
          roots.stream()
              .filter(root -> root.lock.getHoldCount() > 1)
              .findFirst()
              .orElse(roots.getFirst());
      for (VariableLock root : roots) {
        if (root != last) {
          root.successor = last;
        }
      }
      return true;
    } finally {
      held.forEach(root -> root.lock.unlock());
    }
  }
}
