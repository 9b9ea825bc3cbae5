package org.ladera.benchmarks.matmul;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Outcome.Timed;
import org.ladera.benchmarks.report.Outcomes;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.ProductWork;

/** Outcomes of matrix products as Markdown and as entries. */
final class MatmulReport {
  private MatmulReport() {}

  /** {@return the table} */
  static String text(int rounds, Map<ProductWork, List<Outcome>> all) {
    List<String> engines =
        all.values().stream().flatMap(List::stream).map(Outcome::engine).distinct().toList();
    List<String> head = new ArrayList<>(List.of("product"));
    engines.forEach(engine -> head.add(engine + ", µs"));
    head.addAll(
        List.of("Ladera's GFLOP/s", "best library in units of Ladera's", "settings", "differ by"));
    List<List<String>> rows = new ArrayList<>();
    StringBuilder absent = new StringBuilder();
    all.forEach(
        (work, outcomes) -> {
          rows.add(row(work, outcomes, engines));
          absent.append(Outcomes.absent(outcomes).replace("\n- ", "\n- " + work.title() + ": "));
        });
    return "Machine: "
        + Machine.describe()
        + ".\n\nMatrix products into a matrix that is there, in float32 unless it is said. Medians"
        + " of at most "
        + rounds
        + " rounds, which alternate among the engines; ratios are medians of the rounds'"
        + " ratios.\n\n"
        + Texts.table(head, rows)
        + absent;
  }

  private static List<String> row(ProductWork work, List<Outcome> outcomes, List<String> engines) {
    List<String> row = new ArrayList<>(List.of(work.title()));
    for (String engine : engines) {
      row.add(Outcomes.timed(outcomes, engine).map(it -> Texts.number(it.median())).orElse(""));
    }
    Optional<Timed> ladera = Outcomes.timed(outcomes, Engines.ladera().name());
    row.add(ladera.map(it -> Texts.number(rate(work, it))).orElse(""));
    row.add(
        ladera
            .flatMap(
                own -> best(outcomes).map(it -> Texts.ratio(it.ratioTo(own)) + " " + it.engine()))
            .orElse(""));
    List<Timed> timed = Outcomes.timed(outcomes);
    row.add(String.join("; ", timed.stream().map(it -> it.setting().label()).toList()));
    row.add(
        Texts.difference(timed.stream().mapToDouble(Timed::difference).max().orElse(Double.NaN)));
    return row;
  }

  /** {@return the fastest of the others} */
  static Optional<Timed> best(List<Outcome> outcomes) {
    return Outcomes.timed(outcomes).stream()
        .filter(timed -> !timed.engine().equals(Engines.ladera().name()))
        .min(Comparator.comparingDouble(Timed::median));
  }

  /** {@return operations in a nanosecond} */
  static double rate(ProductWork work, Timed timed) {
    return work.operations() / (timed.median() * 1e3);
  }

  /** {@return the entries of all works} */
  static List<Entry> entries(Map<ProductWork, List<Outcome>> all) {
    List<Entry> entries = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> entries.addAll(Outcomes.entries("matmul", work.title(), outcomes)));
    return entries;
  }
}
