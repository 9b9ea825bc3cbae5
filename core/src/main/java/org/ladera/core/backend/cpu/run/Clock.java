package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** Measures how long the steps of a program take, all threads together, in the last runs. */
public final class Clock {
  private static final int KEPT = 255;

  private final AtomicLongArray current;
  private final long[][] kept;
  private long runs;

  /**
   * A clock that has measured nothing.
   *
   * @param steps the number of steps
   */
  public Clock(int steps) {
    this.current = new AtomicLongArray(steps);
    this.kept = new long[steps][KEPT];
  }

  void add(int step, long nanoseconds) {
    current.addAndGet(step, nanoseconds);
  }

  /** A run has ended. */
  synchronized void endRun() {
    int place = (int) (runs % KEPT);
    for (int step = 0; step < kept.length; step++) {
      kept[step][place] = current.getAndSet(step, 0);
    }
    runs++;
  }

  /** {@return how many runs were measured} */
  public synchronized long runs() {
    return runs;
  }

  /**
   * {@return the median time of a step, in ns}
   *
   * @param step which
   */
  public synchronized double median(int step) {
    int count = (int) Math.min(runs, KEPT);
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(kept[step], count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
