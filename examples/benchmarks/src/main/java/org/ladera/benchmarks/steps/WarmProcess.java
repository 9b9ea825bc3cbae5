package org.ladera.benchmarks.steps;

import java.io.PrintWriter;
import java.util.Locale;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.StepWork;

/**
 * An engine at one setting that computes what Ladera computes, and is warm.
 *
 * @param process where it runs; the caller closes it
 * @param micros how long a step takes, roughly
 * @param difference of its losses from Ladera's, relatively
 */
public record WarmProcess(EngineProcess process, double micros, double difference) {
  private static final double WARM_SECONDS = 8;
  private static final double SECONDS = 1;
  private static final int STEPS = 20;

  /**
   * Starts an engine, compares its losses, warms it up and tries it for a second.
   *
   * @param engine the engine
   * @param setting the setting
   * @param work the step
   * @param check compares losses
   * @param log hears how long a step took
   * @return what is left running
   * @throws LackingException if the engine cannot do the step, or does another one
   */
  public static WarmProcess of(
      Engine engine, Setting setting, StepWork work, LossCheck check, PrintWriter log)
      throws LackingException {
    EngineProcess process = new EngineProcess(engine, setting);
    boolean kept = false;
    try {
      process.open(work);
      double difference = check.difference(engine, process, work);
      process.warm(WARM_SECONDS);
      double micros = process.round(SECONDS, STEPS).micros();
      log.printf(Locale.ROOT, "  pilot: %s, %s: %.1f us%n", engine.name(), setting.label(), micros);
      log.flush();
      kept = true;
      return new WarmProcess(process, micros, difference);
    } finally {
      if (!kept) {
        process.close();
      }
    }
  }
}
