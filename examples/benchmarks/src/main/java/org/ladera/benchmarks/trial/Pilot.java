package org.ladera.benchmarks.trial;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.steps.LossCheck;
import org.ladera.benchmarks.steps.WarmProcess;
import org.ladera.benchmarks.work.StepWork;

/**
 * Finds the fastest setting of each engine at a step, in processes of their own, which then end.
 * Who computes something else is left out.
 */
public final class Pilot {
  private final StepWork work;
  private final PrintWriter log;
  private final List<String> absent = new ArrayList<>();

  /**
   * A pilot.
   *
   * @param work the step
   * @param log hears how it goes on
   */
  public Pilot(StepWork work, PrintWriter log) {
    this.work = work;
    this.log = log;
  }

  /**
   * An engine at its fastest setting.
   *
   * @param engine the engine
   * @param setting the setting
   * @param version of the library
   */
  public record Entrant(Engine engine, Setting setting, String version) {}

  private record Tried(Entrant entrant, double micros) {}

  /**
   * {@return the engines that can do the step, each at its fastest setting}
   *
   * @param engines all that are to try
   */
  public List<Entrant> entrants(List<Engine> engines) {
    List<Entrant> entrants = new ArrayList<>();
    try (LossCheck check = new LossCheck()) {
      for (Engine engine : engines) {
        @Nullable Tried best = null;
        @Nullable Exception failure = null;
        for (Setting setting : engine.settings(Machine.cores())) {
          try {
            Tried tried = tried(engine, setting, check);
            best = best == null || tried.micros() < best.micros() ? tried : best;
          } catch (LackingException | EngineFailure e) {
            failure = e;
          }
        }
        if (best != null) {
          entrants.add(best.entrant());
        } else {
          leave(engine, failure == null ? "has no setting" : String.valueOf(failure.getMessage()));
        }
      }
    }
    return entrants;
  }

  private Tried tried(Engine engine, Setting setting, LossCheck check) throws LackingException {
    WarmProcess warm = WarmProcess.of(engine, setting, work, check, log);
    try (EngineProcess process = warm.process()) {
      return new Tried(new Entrant(engine, setting, process.version()), warm.micros());
    }
  }

  /**
   * Notes that an engine is left out.
   *
   * @param engine which
   * @param why in words
   */
  public void leave(Engine engine, String why) {
    String line = engine.name() + " is left out: " + why.replaceAll("\\s+", " ");
    absent.add(line);
    log.println("  " + line);
    log.flush();
  }

  /** {@return a line for each engine that was left out, as Markdown} */
  public String absent() {
    StringBuilder text = new StringBuilder();
    absent.forEach(line -> text.append("\n- ").append(line).append('\n'));
    return text.toString();
  }
}
