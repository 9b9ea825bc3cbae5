package org.ladera.benchmarks.contest;

import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.Task;

/** An engine at one setting, with a process that starts when it is needed. */
final class Runner implements AutoCloseable {
  private final Engine engine;
  private final Setting setting;
  private @Nullable EngineProcess process;

  Runner(Engine engine, Setting setting) {
    this.engine = engine;
    this.setting = setting;
  }

  Engine engine() {
    return engine;
  }

  Setting setting() {
    return setting;
  }

  String version() {
    return process().version();
  }

  private EngineProcess process() {
    EngineProcess running = process;
    if (running == null) {
      running = new EngineProcess(engine, setting);
      process = running;
    }
    return running;
  }

  void open(Task task) throws LackingException {
    process().open(task);
  }

  /** What so many steps lead to. */
  float[] result(int steps, int most) {
    process().losses(steps);
    return process().result(most);
  }

  /** The time of a step once it is warm. */
  double pilot(Pace pace, int steps) {
    process().settle(pace.settleSeconds());
    process().warm(pace.warmSeconds());
    return process().round(pace.pilotSeconds(), steps).micros();
  }

  double round(double warmSeconds, Pace pace, int steps) {
    process().warm(warmSeconds);
    return process().round(pace.roundSeconds(), steps).micros();
  }

  /** Frees the memory of a work; a process that cannot do so ends. */
  void shut() {
    if (process != null) {
      try {
        process.shut();
      } catch (EngineFailure failure) {
        close();
      }
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
