package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ladera.core.graph.Variable;

/**
 * The variables that a program assigns, held while it runs: two programs that change one variable,
 * in two threads, follow each other, and no update is lost. All programs take them in one order, so
 * that none waits for another in a circle.
 */
final class RunLocks {
  /** Taken first where the order does not tell two variables apart. */
  private static final ReentrantLock TIE = new ReentrantLock();

  private final List<ReentrantLock> locks = new ArrayList<>();

  RunLocks(Computation computation) {
    List<Variable> assigned =
        computation.assignments().stream()
            .map(Assignment::variable)
            .sorted(Comparator.comparingInt(System::identityHashCode))
            .toList();
    long places = assigned.stream().mapToInt(System::identityHashCode).distinct().count();
    if (places < assigned.size()) {
      locks.add(TIE);
    }
    assigned.forEach(variable -> locks.add(variable.lock()));
  }

  <T> T holding(Supplier<T> run) {
    int held = 0;
    try {
      while (held < locks.size()) {
        locks.get(held).lock();
        held++;
      }
      return run.get();
    } finally {
      while (held > 0) {
        held--;
        locks.get(held).unlock();
      }
    }
  }
}
