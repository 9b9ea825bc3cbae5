package org.ladera.core.backend.cpu.run;

import java.util.concurrent.atomic.AtomicLongArray;

/** Measures the steps of one run at a time, all threads together. */
final class Stopwatch {
  private final Clock clock;
  private final AtomicLongArray busy;
  private final AtomicLongArray begin;
  private final AtomicLongArray end;

  Stopwatch(Clock clock) {
    this.clock = clock;
    this.busy = new AtomicLongArray(clock.steps());
    this.begin = new AtomicLongArray(clock.steps());
    this.end = new AtomicLongArray(clock.steps());
  }

  /** A run begins; what the last has left is forgotten. */
  void beginRun() {
    for (int step = 0; step < busy.length(); step++) {
      busy.set(step, 0);
      begin.set(step, Long.MAX_VALUE);
      end.set(step, Long.MIN_VALUE);
    }
  }

  /** A thread has worked on a step, between two readings of {@link System#nanoTime}. */
  void add(int step, long began, long ended) {
    busy.addAndGet(step, ended - began);
    begin.accumulateAndGet(step, began, Math::min);
    end.accumulateAndGet(step, ended, Math::max);
  }

  /** A run has ended: the clock keeps what was measured. */
  void endRun() {
    clock.keep(busy, begin, end);
  }
}
