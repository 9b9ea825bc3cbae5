package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.pool.Phases;
import org.ladera.core.backend.cpu.pool.Pool;

/** Phases that follow each other, all of them for any thread or for the one that called. */
final class Segment implements Phases {
  private final Phase[] phases;
  private final boolean shared;
  private final Worker[] workers;

  private Segment(List<Phase> phases, boolean worth, Worker[] workers) {
    this.phases = phases.toArray(Phase[]::new);
    this.workers = workers;
    this.shared = worth && phases.stream().anyMatch(phase -> phase.chunks() > 1);
  }

  Phase[] phases() {
    return phases;
  }

  /** Whether other threads help. */
  boolean isShared() {
    return shared;
  }

  void run(Pool pool) {
    if (shared) {
      pool.run(this, true);
    } else {
      for (Phase phase : phases) {
        for (int chunk = 0; chunk < phase.chunks(); chunk++) {
          phase.run(chunk, workers[0]);
        }
      }
    }
  }

  @Override
  public int count() {
    return phases.length;
  }

  @Override
  public int chunks(int phase) {
    return phases[phase].chunks();
  }

  @Override
  public void run(int phase, int chunk, int worker) {
    phases[phase].run(chunk, workers[worker]);
  }

  /** Binds stages, and joins those that one thread does. */
  static List<Segment> of(
      List<Stage> stages,
      Addresses addresses,
      Worker[] workers,
      Sharing sharing,
      @Nullable Stopwatch stopwatch) {
    Builder builder = new Builder(workers, sharing, stopwatch);
    for (Stage stage : stages) {
      builder.add(stage, addresses);
    }
    builder.end();
    return builder.segments;
  }

  private static final class Builder {
    private final Worker[] workers;
    private final Sharing sharing;
    private final @Nullable Stopwatch stopwatch;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Work> serial = new ArrayList<>();
    private double nanoseconds;
    private boolean byCaller;

    Builder(Worker[] workers, Sharing sharing, @Nullable Stopwatch stopwatch) {
      this.workers = workers;
      this.sharing = sharing;
      this.stopwatch = stopwatch;
    }

    void add(Stage stage, Addresses addresses) {
      if (stage.byCaller() != byCaller) {
        end();
        byCaller = stage.byCaller();
      }
      List<Work> works =
          stage.parts().stream().map(part -> bound(part, stage.step(), addresses)).toList();
      nanoseconds += stage.nanoseconds();
      if (works.size() > 1 && stage.nanoseconds() >= sharing.worth()) {
        endSerial();
        phases.add(new Phase(works.toArray(Work[]::new), true));
      } else {
        serial.addAll(works);
      }
    }

    private Work bound(Part part, int step, Addresses addresses) {
      Work work = part.bind(addresses);
      return stopwatch == null ? work : new TimedWork(work, step, stopwatch);
    }

    private void endSerial() {
      if (!serial.isEmpty()) {
        phases.add(new Phase(serial.toArray(Work[]::new), false));
        serial.clear();
      }
    }

    void end() {
      endSerial();
      if (!phases.isEmpty()) {
        segments.add(new Segment(phases, !byCaller && nanoseconds >= sharing.program(), workers));
        phases.clear();
        nanoseconds = 0;
      }
    }
  }
}
