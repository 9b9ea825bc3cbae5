package org.ladera.benchmarks.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Outcomes;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.StepWork;

/** The outcomes of contests as Markdown and as entries. */
final class StepsReport {
  private static final String SOURCES = "src/main/java/org/ladera/benchmarks/engine/";

  private static final List<String> HEAD =
      List.of(
          "engine",
          "median, µs",
          "least round, µs",
          "in units of Ladera's",
          "setting",
          "losses differ by",
          "version");

  private StepsReport() {}

  /** {@return what the machine is} */
  static String preamble(int rounds) {
    return "Machine: "
        + Machine.describe()
        + ".\n\nOne training step in float32: forward, loss, backward, update. Medians of at"
        + " most "
        + rounds
        + " rounds, which alternate among the engines; ratios are medians of the rounds' ratios.\n";
  }

  /**
   * {@return the table of one work, with a line for each engine that was left out}
   *
   * @param work the work
   * @param outcomes what came of each engine
   */
  static String section(StepWork work, List<Outcome> outcomes) {
    Optional<Outcome.Timed> ladera = Outcomes.timed(outcomes, Engines.ladera().name());
    List<List<String>> rows =
        Outcomes.timed(outcomes).stream().map(timed -> row(timed, ladera)).toList();
    return "\n### "
        + work.title()
        + "\n\n"
        + Texts.table(HEAD, rows)
        + Outcomes.absent(outcomes)
        + share(outcomes);
  }

  private static List<String> row(Outcome.Timed timed, Optional<Outcome.Timed> ladera) {
    return List.of(
        "[" + timed.engine() + "](" + SOURCES + source(timed.engine()) + ")",
        number(timed.median()),
        number(timed.least()),
        ladera.map(other -> String.format(Locale.ROOT, "%.2f", timed.ratioTo(other))).orElse("?"),
        timed.setting().label(),
        Texts.difference(timed.difference()),
        timed.version());
  }

  private static String source(String engine) {
    return Engines.named(engine).getClass().getSimpleName() + ".java";
  }

  /** Which part of Ladera's step its matrix products would take by the best library. */
  private static String share(List<Outcome> outcomes) {
    Optional<Outcome.Timed> ladera = Outcomes.timed(outcomes, Engines.ladera().name());
    Optional<Outcome.Timed> products = Outcomes.timed(outcomes, "gemm");
    if (ladera.isEmpty() || products.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%nThe matrix products alone take %.0f %% of Ladera's step.%n",
        100 * products.get().ratioTo(ladera.get()));
  }

  /**
   * {@return all medians in one table, a line for each work}
   *
   * @param all what came of each work
   */
  static String summary(Map<StepWork, List<Outcome>> all) {
    List<String> engines =
        all.values().stream().flatMap(List::stream).map(Outcome::engine).distinct().toList();
    List<String> head = new ArrayList<>(List.of("step of, µs"));
    head.addAll(engines);
    List<List<String>> rows = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> {
          List<String> row = new ArrayList<>(List.of(work.title()));
          for (String engine : engines) {
            row.add(
                Outcomes.timed(outcomes, engine).map(timed -> number(timed.median())).orElse(""));
          }
          rows.add(row);
        });
    return "\n" + Texts.table(head, rows);
  }

  /** {@return the entries of all works} */
  static List<Entry> entries(Map<StepWork, List<Outcome>> all) {
    List<Entry> entries = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> entries.addAll(Outcomes.entries("steps", work.title(), outcomes)));
    return entries;
  }

  private static String number(double micros) {
    return String.format(Locale.ROOT, micros < 100 ? "%.1f" : "%,.0f", micros);
  }
}
