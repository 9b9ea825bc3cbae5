package org.ladera.benchmarks.contest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.Task;

/**
 * Engines at one work after the other, with a process for each engine and setting that stays until
 * this is closed. At each work a pilot finds the fastest setting of each engine; then rounds
 * alternate among them, each round beginning with another.
 */
public final class Field implements AutoCloseable {
  private static final int RESULTS = 1 << 20;
  private static final int LEAST_STEPS = 5;
  private static final double REWARM_SECONDS = 0.02;

  private final List<Engine> engines;
  private final Pace pace;
  private final PrintWriter log;
  private final Map<String, List<Runner>> runners = new LinkedHashMap<>();

  /**
   * A field without processes.
   *
   * @param kind the name of the kind of work
   * @param engines who takes part; results are compared with those of the first that has some
   * @param pace how long everything takes
   * @param log hears how it goes on
   */
  public Field(String kind, List<Engine> engines, Pace pace, PrintWriter log) {
    this.engines = List.copyOf(engines);
    this.pace = pace;
    this.log = log;
    for (Engine engine : engines) {
      List<Runner> all = new ArrayList<>();
      for (Setting setting : engine.settings(kind, Machine.cores())) {
        all.add(new Runner(engine, setting));
      }
      runners.put(engine.name(), all);
    }
  }

  /** An engine at its best setting for one work. */
  private record Entrant(Runner runner, double micros, double difference, List<Double> times) {}

  /** What is known of one work so far. */
  private static final class Standing {
    private final Map<String, Entrant> entrants = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private float @Nullable [] expected;
  }

  /**
   * {@return what came of each engine, in their order}
   *
   * @param task the work
   * @param steps how many steps are done before results are compared
   * @param tolerance how far results may be apart, relatively
   */
  public List<Outcome> run(Task task, int steps, double tolerance) {
    Standing standing = new Standing();
    try {
      for (Engine engine : engines) {
        enter(standing, engine, new Check(task, steps, tolerance));
      }
      for (int round = 0; round < pace.rounds(); round++) {
        play(standing, round);
      }
      return engines.stream().map(engine -> outcome(standing, engine)).toList();
    } finally {
      standing.entrants.values().forEach(entrant -> entrant.runner().shut());
    }
  }

  /** Opens a work in a process and compares its results. */
  private record Check(Task task, int steps, double tolerance) {
    double open(Standing standing, Runner runner) throws LackingException {
      runner.open(task);
      if (!runner.engine().hasLosses()) {
        return Double.NaN;
      }
      float[] values = runner.result(steps, RESULTS);
      if (standing.expected == null) {
        standing.expected = values;
      }
      return Difference.of(values, standing.expected, tolerance);
    }
  }

  /** A setting that breaks off is passed over; one that lacks something speaks for all. */
  private void enter(Standing standing, Engine engine, Check check) {
    @Nullable Entrant best = null;
    for (Runner runner : runners.getOrDefault(engine.name(), List.of())) {
      try {
        double difference = check.open(standing, runner);
        double micros = runner.pilot(pace, LEAST_STEPS);
        log.printf(
            Locale.ROOT,
            "  pilot: %s, %s: %.1f us%n",
            engine.name(),
            runner.setting().label(),
            micros);
        log.flush();
        if (best == null || micros < best.micros()) {
          if (best != null) {
            best.runner().shut();
          }
          best = new Entrant(runner, micros, difference, new ArrayList<>());
        } else {
          runner.shut();
        }
      } catch (LackingException failure) {
        leave(standing, engine, failure);
        runner.shut();
        break;
      } catch (EngineFailure failure) {
        leave(standing, engine, failure);
        runner.close();
      }
    }
    if (best != null) {
      standing.entrants.put(engine.name(), best);
    }
  }

  private void leave(Standing standing, Engine engine, Exception failure) {
    String why = String.valueOf(failure.getMessage());
    standing.absent.put(engine.name(), why);
    log.println("  " + engine.name() + ": " + why);
    log.flush();
  }

  private void play(Standing standing, int round) {
    List<Entrant> order = new ArrayList<>(standing.entrants.values());
    Collections.rotate(order, -round);
    for (Entrant entrant : order) {
      try {
        entrant.times().add(entrant.runner().round(REWARM_SECONDS, pace, LEAST_STEPS));
      } catch (EngineFailure failure) {
        leave(standing, entrant.runner().engine(), failure);
        entrant.runner().close();
        standing.entrants.remove(entrant.runner().engine().name());
      }
    }
  }

  private static Outcome outcome(Standing standing, Engine engine) {
    @Nullable Entrant entrant = standing.entrants.get(engine.name());
    if (entrant == null) {
      return new Outcome.LeftOut(
          engine.name(), standing.absent.getOrDefault(engine.name(), "did not start"));
    }
    return new Outcome.Timed(
        engine.name(),
        entrant.runner().version(),
        entrant.runner().setting(),
        entrant.times().stream().mapToDouble(Double::doubleValue).toArray(),
        entrant.difference());
  }

  @Override
  public void close() {
    runners.values().forEach(all -> all.forEach(Runner::close));
  }
}
