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
  private static final double LIBRARY_WARM_SECONDS = 3;

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

  /** Makes a work ready, and tells where. */
  EngineProcess open(Task task) throws LackingException {
    EngineProcess running = process();
    running.open(task);
    return running;
  }

  /** The time of a step once it is warm, which a library is sooner than what the JIT compiles. */
  double pilot(Pace pace) {
    if (engine.isOfJava()) {
      process().settle(pace.settleSeconds());
      process().warm(pace.warmSeconds());
    } else {
      process().warm(Math.min(pace.warmSeconds(), LIBRARY_WARM_SECONDS));
    }
    return process().round(pace.pilot().seconds(), pace.pilot().steps()).micros();
  }

  double round(Pace pace) {
    process().warm(pace.rewarmSeconds());
    return process().round(pace.round().seconds(), pace.round().steps()).micros();
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
