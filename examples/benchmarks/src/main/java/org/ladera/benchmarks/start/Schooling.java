package org.ladera.benchmarks.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.process.Lesson;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Medians;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.trial.Pilot;
import org.ladera.benchmarks.trial.Pilot.Entrant;
import org.ladera.benchmarks.work.StepWork;

/** The time from the start of a process until its network tells digits apart. */
final class Schooling {
  private static final double ACCURACY = 0.97;
  private static final int EPOCHS = 8;
  private static final String BENCHMARK = "start-mnist-97-percent";

  private final StepWork work;
  private final Pilot pilot;
  private final Map<Entrant, List<Pass>> passes = new LinkedHashMap<>();

  Schooling(StepWork work, Pilot pilot) {
    this.work = work;
    this.pilot = pilot;
  }

  private record Pass(double seconds, Lesson lesson) {}

  /**
   * Teaches every engine again and again, each in a fresh process.
   *
   * @param entrants who
   * @param rounds how often
   * @param afterEach told when one more is taught
   */
  void run(List<Entrant> entrants, int rounds, Runnable afterEach) {
    List<Entrant> pupils = new ArrayList<>(entrants);
    for (int round = 0; round < rounds; round++) {
      List<Entrant> order = new ArrayList<>(pupils);
      Collections.rotate(order, -round);
      for (Entrant entrant : order) {
        try {
          passes.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(pass(entrant));
        } catch (LackingException | EngineFailure failure) {
          pilot.leave(entrant.engine(), "MNIST: " + failure.getMessage());
          pupils.remove(entrant);
          passes.remove(entrant);
        }
        afterEach.run();
      }
    }
  }

  private Pass pass(Entrant entrant) throws LackingException {
    long begin = System.nanoTime();
    try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      Lesson lesson = process.learn(work, ACCURACY, EPOCHS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (lesson.accuracy() < ACCURACY) {
        throw new LackingException(
            String.format(
                Locale.ROOT, "reached %.2f %% in %d epochs", 100 * lesson.accuracy(), EPOCHS));
      }
      return new Pass(seconds, lesson);
    }
  }

  /** {@return the table; nothing if nobody was taught} */
  String table() {
    if (passes.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    passes.forEach(
        (entrant, all) ->
            rows.add(
                List.of(
                    entrant.engine().name(),
                    String.format(Locale.ROOT, "%.2f", Medians.of(seconds(all))),
                    String.format(Locale.ROOT, "%.2f", Medians.least(seconds(all))),
                    String.valueOf(all.getFirst().lesson().steps()),
                    String.format(Locale.ROOT, "%.2f", 100 * all.getFirst().lesson().accuracy()),
                    entrant.setting().label())));
    return "\n### MNIST to 97 %, from the start of the process: "
        + work.title()
        + "\n\n"
        + Texts.table(
            List.of("engine", "median, s", "least, s", "steps", "accuracy, %", "setting"), rows);
  }

  private static double[] seconds(List<Pass> all) {
    return all.stream().mapToDouble(Pass::seconds).toArray();
  }

  /** {@return a time for each engine, in microseconds} */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    passes.forEach(
        (entrant, all) ->
            entries.add(
                new Entry(
                    BENCHMARK,
                    work.title(),
                    entrant.engine().name(),
                    entrant.setting().threads(),
                    1e6 * Medians.of(seconds(all)),
                    1e6 * Medians.least(seconds(all)),
                    all.size(),
                    entrant.version())));
    return entries;
  }
}
