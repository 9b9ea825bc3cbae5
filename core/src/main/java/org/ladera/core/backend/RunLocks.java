package org.ladera.core.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.VariableLock;

/**
 * The variables that a program assigns, held while it runs: two programs that change one variable,
 * in two threads, follow each other, and no update is lost.
 */
final class RunLocks {
  private final @Nullable VariableLock lock;

  RunLocks(Computation computation) {
    List<VariableLock> locks =
        computation.assignments().stream().map(each -> each.variable().lock()).toList();
    VariableLock.join(locks);
    this.lock = locks.isEmpty() ? null : locks.getFirst();
  }

  /** Waits for the variables; what it returns is released after the run, if it is not null. */
  @Nullable VariableLock acquire() {
    return lock == null ? null : lock.acquire();
  }
}
