package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the steps of a program took in the last runs. */
public final class Clock {
  private static final int KEPT = 255;

  private final long[][] times;
  private final long[][] busy;
  private long runs;

  /**
   * A clock that has measured nothing.
   *
   * @param steps the number of steps
   */
  public Clock(int steps) {
    this.times = new long[steps][KEPT];
    this.busy = new long[steps][KEPT];
  }

  int steps() {
    return times.length;
  }

  /** Keeps what was measured of a run, in ns; a step that nobody worked on took no time. */
  synchronized void keep(AtomicLongArray work, AtomicLongArray begin, AtomicLongArray end) {
    int place = (int) (runs % KEPT);
    for (int step = 0; step < times.length; step++) {
      boolean worked = end.get(step) != Long.MIN_VALUE;
      times[step][place] = worked ? end.get(step) - begin.get(step) : 0;
      busy[step][place] = work.get(step);
    }
    runs++;
  }

  /** {@return how many runs were measured} */
  public synchronized long runs() {
    return runs;
  }

  /**
   * {@return the median time from the begin of a step to its end, in ns}
   *
   * @param step which
   */
  public synchronized double time(int step) {
    return median(times[step]);
  }

  /**
   * {@return the median time that threads worked on a step, all of them together, in ns}
   *
   * @param step which
   */
  public synchronized double busy(int step) {
    return median(busy[step]);
  }

  private double median(long[] kept) {
    int count = (int) Math.min(runs, KEPT);
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(kept, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
