package org.ladera.benchmarks.contest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.Task;

/**
 * Engines at one work after the other, each setting in a process of its own. At each work results
 * are compared, and a pilot finds the fastest setting of each engine; then rounds alternate among
 * these, each round beginning with another. Who breaks off or computes something else is left out.
 *
 * @param <T> the kind of work
 */
public final class Field<T extends Task> implements AutoCloseable {
  /** So many rounds are played even where the time of a work is over. */
  private static final int LEAST_ROUNDS = 2;

  private final Map<Engine, List<Runner>> runners = new LinkedHashMap<>();
  private final Check<? super T> check;
  private final Pace pace;
  private final Stay stay;
  private final PrintWriter log;

  /** How long processes live. */
  public enum Stay {
    /** Each has seen nothing before its work, and slower settings end before the rounds. */
    FOR_ONE_WORK,
    /** They go from one work to the next. */
    FOR_ALL
  }

  /**
   * A field without processes.
   *
   * @param kind the name of the kind of work
   * @param engines who takes part
   * @param check compares their results
   * @param pace how long everything takes
   * @param stay how long processes live
   * @param log hears how it goes on
   */
  public Field(
      String kind,
      List<Engine> engines,
      Check<? super T> check,
      Pace pace,
      Stay stay,
      PrintWriter log) {
    this.check = check;
    this.pace = pace;
    this.stay = stay;
    this.log = log;
    for (Engine engine : engines) {
      List<Runner> all = new ArrayList<>();
      for (Setting setting : engine.settings(kind, Machine.cores())) {
        all.add(new Runner(engine, setting));
      }
      runners.put(engine, all);
    }
  }

  /** An engine at its best setting for one work. */
  private record Entrant(Runner runner, double micros, double difference, List<Double> times) {}

  /** Who takes part in a work, and why the others do not. */
  private record Standing(Map<Engine, Entrant> entrants, Map<Engine, String> absent) {
    Standing() {
      this(new LinkedHashMap<>(), new HashMap<>());
    }
  }

  /**
   * {@return how many seconds works take if no step takes long}
   *
   * @param works how many
   */
  public double seconds(int works) {
    int settings = settings();
    int starts = stay == Stay.FOR_ALL ? settings : works * settings;
    return pace.seconds(starts, works * settings, works * runners.size());
  }

  private int settings() {
    return runners.values().stream().mapToInt(List::size).sum();
  }

  /**
   * {@return what came of each engine, in their order}
   *
   * @param task the work
   * @param budget may end the rounds before their number is reached
   */
  public List<Outcome> run(T task, Budget budget) {
    Standing standing = new Standing();
    try {
      runners.keySet().forEach(engine -> enter(standing, engine, task));
      check.rest();
      int least = Math.min(LEAST_ROUNDS, pace.rounds());
      for (int round = 0;
          round < least || (round < pace.rounds() && !budget.isShareSpent());
          round++) {
        play(standing, round);
      }
      return runners.keySet().stream().map(engine -> outcome(standing, engine)).toList();
    } finally {
      dismiss(standing);
    }
  }

  /**
   * {@return each engine at its fastest setting, with the time of its pilot, in their order}
   *
   * @param task the work
   */
  public List<Outcome> pilot(T task) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Engine engine : runners.keySet()) {
      Standing standing = new Standing();
      try {
        enter(standing, engine, task);
        standing.entrants().values().forEach(entrant -> entrant.times().add(entrant.micros()));
        outcomes.add(outcome(standing, engine));
      } finally {
        dismiss(standing);
      }
    }
    return outcomes;
  }

  /** A setting that breaks off is passed over; one that lacks something speaks for all. */
  private void enter(Standing standing, Engine engine, T task) {
    @Nullable Entrant best = null;
    for (Runner runner : runners.getOrDefault(engine, List.of())) {
      try {
        best = faster(best, tried(runner, task));
      } catch (LackingException failure) {
        leave(standing, engine, failure);
        dismiss(runner);
        if (best != null) {
          dismiss(best.runner());
        }
        return;
      } catch (EngineFailure failure) {
        leave(standing, engine, failure);
        runner.close();
      }
    }
    if (best != null) {
      standing.entrants().put(engine, best);
    }
  }

  private Entrant tried(Runner runner, T task) throws LackingException {
    EngineProcess process = runner.open(task);
    double difference = check.difference(runner.engine(), process, task);
    double micros = runner.pilot(pace);
    log.printf(
        Locale.ROOT,
        "  pilot: %s, %s: %.1f us%n",
        runner.engine().name(),
        runner.setting().label(),
        micros);
    log.flush();
    return new Entrant(runner, micros, difference, new ArrayList<>());
  }

  private Entrant faster(@Nullable Entrant one, Entrant other) {
    if (one == null) {
      return other;
    }
    boolean isOther = other.micros() < one.micros();
    dismiss((isOther ? one : other).runner());
    return isOther ? other : one;
  }

  private void dismiss(Runner runner) {
    if (stay == Stay.FOR_ALL) {
      runner.shut();
    } else {
      runner.close();
    }
  }

  private void dismiss(Standing standing) {
    standing.entrants().values().forEach(entrant -> dismiss(entrant.runner()));
  }

  private void leave(Standing standing, Engine engine, Exception failure) {
    String why = String.valueOf(failure.getMessage());
    standing.absent().put(engine, why);
    log.println("  " + engine.name() + ": " + why);
    log.flush();
  }

  private void play(Standing standing, int round) {
    List<Entrant> order = new ArrayList<>(standing.entrants().values());
    Collections.rotate(order, -round);
    for (Entrant entrant : order) {
      Runner runner = entrant.runner();
      try {
        entrant.times().add(runner.round(pace));
      } catch (EngineFailure failure) {
        leave(standing, runner.engine(), failure);
        runner.close();
        standing.entrants().remove(runner.engine());
      }
    }
  }

  private static Outcome outcome(Standing standing, Engine engine) {
    @Nullable Entrant entrant = standing.entrants().get(engine);
    if (entrant == null) {
      return new Outcome.LeftOut(
          engine.name(), standing.absent().getOrDefault(engine, "did not start"));
    }
    return new Outcome.Timed(
        engine.name(),
        entrant.runner().version(),
        entrant.runner().setting(),
        entrant.times().stream().mapToDouble(Double::doubleValue).toArray(),
        entrant.difference());
  }

  /** Ends the processes whose code depends on what they did, as a JIT's does: fresh ones follow. */
  public void renew() {
    runners.forEach(
        (engine, all) -> {
          if (engine.isOfJava()) {
            all.forEach(Runner::close);
          }
        });
  }

  @Override
  public void close() {
    runners.values().forEach(all -> all.forEach(Runner::close));
  }
}
