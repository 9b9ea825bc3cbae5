package org.ladera.benchmarks.steps;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.StepWork;

/**
 * All engines at one work. A pilot finds each one's fastest setting and leaves its process warm;
 * then rounds alternate among the processes, each round beginning with another.
 */
final class Contest {
  private static final double REWARM_SECONDS = 0.1;
  private static final double ROUND_SECONDS = 1;
  private static final int ROUND_STEPS = 200;

  private final StepWork work;
  private final List<Engine> engines;
  private final int rounds;
  private final PrintWriter log;
  private final Map<String, Contender> contenders = new LinkedHashMap<>();
  private final Map<String, Outcome> out = new LinkedHashMap<>();

  /**
   * Sets a contest up.
   *
   * @param work what is done
   * @param engines by whom
   * @param rounds how often each is measured
   * @param log hears how it goes on
   */
  Contest(StepWork work, List<Engine> engines, int rounds, PrintWriter log) {
    this.work = work;
    this.engines = engines;
    this.rounds = rounds;
    this.log = log;
  }

  /** A process that is warm at its best setting. */
  private record Contender(
      Engine engine,
      Setting setting,
      EngineProcess process,
      double micros,
      double difference,
      List<Double> times) {}

  /** {@return what came of each engine, in their order} */
  List<Outcome> run() {
    try {
      try (LossCheck check = new LossCheck()) {
        engines.forEach(engine -> enter(engine, check));
      }
      for (int round = 0; round < rounds; round++) {
        play(round);
      }
      return engines.stream().map(this::outcome).toList();
    } finally {
      contenders.values().forEach(contender -> contender.process().close());
    }
  }

  /** A setting that breaks off is passed over; one that lacks something speaks for all. */
  private void enter(Engine engine, LossCheck check) {
    @Nullable Contender best = null;
    try {
      for (Setting setting : engine.settings(Machine.cores())) {
        best = faster(best, tried(engine, setting, check));
      }
      if (best != null) {
        contenders.put(engine.name(), best);
      }
    } catch (LackingException failure) {
      leave(engine, failure);
      if (best != null) {
        best.process().close();
      }
    }
  }

  private static @Nullable Contender faster(@Nullable Contender one, @Nullable Contender other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    boolean isOther = other.micros() < one.micros();
    (isOther ? one : other).process().close();
    return isOther ? other : one;
  }

  private @Nullable Contender tried(Engine engine, Setting setting, LossCheck check)
      throws LackingException {
    try {
      WarmProcess warm = WarmProcess.of(engine, setting, work, check, log);
      return new Contender(
          engine, setting, warm.process(), warm.micros(), warm.difference(), new ArrayList<>());
    } catch (EngineFailure failure) {
      leave(engine, failure);
      return null;
    }
  }

  private void leave(Engine engine, Exception failure) {
    String why = String.valueOf(failure.getMessage());
    out.put(engine.name(), new Outcome.LeftOut(engine.name(), why));
    log.println("  " + engine.name() + ": " + why);
    log.flush();
  }

  private void play(int round) {
    List<Contender> order = new ArrayList<>(contenders.values());
    Collections.rotate(order, -round);
    for (Contender contender : order) {
      try {
        contender.process().warm(REWARM_SECONDS);
        contender.times().add(contender.process().round(ROUND_SECONDS, ROUND_STEPS).micros());
      } catch (EngineFailure failure) {
        leave(contender.engine(), failure);
        contender.process().close();
        contenders.remove(contender.engine().name());
      }
    }
  }

  private Outcome outcome(Engine engine) {
    @Nullable Contender contender = contenders.get(engine.name());
    if (contender == null) {
      return out.getOrDefault(engine.name(), new Outcome.LeftOut(engine.name(), "did not start"));
    }
    return new Outcome.Timed(
        engine.name(),
        contender.process().version(),
        contender.setting(),
        contender.times().stream().mapToDouble(Double::doubleValue).toArray(),
        contender.difference());
  }
}
