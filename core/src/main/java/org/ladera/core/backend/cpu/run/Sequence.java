package org.ladera.core.backend.cpu.run;

import java.util.List;

/** Works that one thread does one after the other. */
final class Sequence extends Work {
  private final Work[] works;

  Sequence(List<Work> works) {
    this.works = works.toArray(Work[]::new);
  }

  @Override
  void run(Worker worker) {
    for (Work work : works) {
      work.run(worker);
    }
  }

  @Override
  void refresh() {
    for (Work work : works) {
      work.refresh();
    }
  }

  @Override
  void request() {
    for (Work work : works) {
      work.request();
    }
  }

  @Override
  boolean fearsSignals() {
    for (Work work : works) {
      if (work.fearsSignals()) {
        return true;
      }
    }
    return false;
  }

  @Override
  long scratchBytes() {
    long bytes = 0;
    for (Work work : works) {
      bytes = Math.max(bytes, work.scratchBytes());
    }
    return bytes;
  }

  @Override
  long tileBytes() {
    long bytes = 0;
    for (Work work : works) {
      bytes = Math.max(bytes, work.tileBytes());
    }
    return bytes;
  }
}
