package org.ladera.core.backend.cpu.run;

/** A work that is measured. */
final class TimedWork extends Work {
  private final Work work;
  private final int step;
  private final Stopwatch stopwatch;

  TimedWork(Work work, int step, Stopwatch stopwatch) {
    this.work = work;
    this.step = step;
    this.stopwatch = stopwatch;
  }

  @Override
  void run(Worker worker) {
    long began = System.nanoTime();
    work.run(worker);
    stopwatch.add(step, began, System.nanoTime());
  }

  @Override
  void refresh() {
    work.refresh();
  }

  @Override
  void request() {
    work.request();
  }

  @Override
  boolean fearsSignals() {
    return work.fearsSignals();
  }

  @Override
  long scratchBytes() {
    return work.scratchBytes();
  }

  @Override
  long tileBytes() {
    return work.tileBytes();
  }
}
