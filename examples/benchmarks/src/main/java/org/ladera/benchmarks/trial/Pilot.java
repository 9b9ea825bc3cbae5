package org.ladera.benchmarks.trial;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.LossCheck;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Texts;
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

  /**
   * {@return the engines that can do the step, each at its fastest setting}
   *
   * @param engines all that are to try
   */
  public List<Entrant> entrants(List<Engine> engines) {
    List<Entrant> entrants = new ArrayList<>();
    Pace pace = Pace.ofSteps(1);
    try (LossCheck check = new LossCheck();
        Field<StepWork> field =
            new Field<>(StepWork.KIND, engines, check, pace, Field.Stay.FOR_ONE_WORK, log)) {
      expect("pilot of all settings", field.seconds(1));
      for (Outcome outcome : field.pilot(work)) {
        switch (outcome) {
          case Outcome.Timed timed ->
              entrants.add(
                  new Entrant(Engines.named(timed.engine()), timed.setting(), timed.version()));
          case Outcome.LeftOut(String engine, String why) -> leave(Engines.named(engine), why);
        }
      }
    }
    return entrants;
  }

  /**
   * Says how long something will take.
   *
   * @param what comes
   * @param seconds how long, roughly
   */
  public void expect(String what, double seconds) {
    log.println(what + ": some " + Texts.duration(seconds));
    log.flush();
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
