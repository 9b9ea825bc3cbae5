package org.ladera.benchmarks.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Outcome.Timed;
import org.ladera.benchmarks.report.Outcomes;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.UpdateWork;

/** Outcomes of updates as Markdown and as entries. */
final class UpdateReport {
  private static final List<String> HEAD =
      List.of(
          "engine",
          "median, µs",
          "least round, µs",
          "GB/s",
          "of the copy",
          "in units of Ladera's",
          "setting",
          "parameters differ by",
          "version");

  private UpdateReport() {}

  /** {@return all tables} */
  static String text(int rounds, Map<UpdateWork, List<Outcome>> all) {
    StringBuilder text =
        new StringBuilder(
            "Machine: "
                + Machine.describe()
                + ".\n\nOne update by Adam in float32. Medians of at most "
                + rounds
                + " rounds, which alternate among the engines; ratios are medians of the rounds'"
                + " ratios. An update reads four arrays and writes three, 28 bytes a parameter; the"
                + " copies read and write as much memory as an update holds, 8 bytes for each of"
                + " twice as many numbers. The faster copy is the one compared with.\n");
    all.forEach((work, outcomes) -> text.append(section(work, outcomes)));
    return text + (all.size() > 1 ? summary(all) : "");
  }

  private static String section(UpdateWork work, List<Outcome> outcomes) {
    Optional<Timed> ladera = Outcomes.timed(outcomes, Engines.ladera().name());
    Optional<Timed> copy = copy(outcomes);
    List<List<String>> rows = new ArrayList<>();
    for (Timed timed : Outcomes.timed(outcomes)) {
      rows.add(
          List.of(
              timed.engine(),
              Texts.number(timed.median()),
              Texts.number(timed.least()),
              Texts.number(rate(work, timed)),
              copy.map(it -> Texts.percent(share(work, timed, it))).orElse(""),
              ladera.map(it -> Texts.ratio(timed.ratioTo(it))).orElse(""),
              timed.setting().label(),
              Texts.difference(timed.difference()),
              timed.version()));
    }
    return "\n### " + work.title() + "\n\n" + Texts.table(HEAD, rows) + Outcomes.absent(outcomes);
  }

  /** {@return the faster copy} */
  static Optional<Timed> copy(List<Outcome> outcomes) {
    return Outcomes.timed(outcomes).stream()
        .filter(timed -> isCopy(timed.engine()))
        .min(Comparator.comparingDouble(Timed::median));
  }

  private static boolean isCopy(String engine) {
    return Engines.copies().stream().anyMatch(each -> each.name().equals(engine));
  }

  private static long bytes(UpdateWork work, Timed timed) {
    return isCopy(timed.engine()) ? work.copyBytes() : work.bytes();
  }

  /** {@return bytes in a nanosecond} */
  static double rate(UpdateWork work, Timed timed) {
    return bytes(work, timed) / (timed.median() * 1e3);
  }

  /** {@return the bandwidth of an engine in units of a copy's, by the rounds' ratios} */
  static double share(UpdateWork work, Timed timed, Timed copy) {
    return bytes(work, timed) / (double) work.copyBytes() * copy.ratioTo(timed);
  }

  private static String summary(Map<UpdateWork, List<Outcome>> all) {
    List<String> engines =
        all.values().stream().flatMap(List::stream).map(Outcome::engine).distinct().toList();
    List<String> head = new ArrayList<>(List.of("parameters"));
    engines.forEach(engine -> head.add(engine + ", µs"));
    head.add("Ladera, of the copy's GB/s");
    List<List<String>> rows = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> {
          List<String> row =
              new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", work.size())));
          for (String engine : engines) {
            row.add(
                Outcomes.timed(outcomes, engine)
                    .map(timed -> Texts.number(timed.median()))
                    .orElse(""));
          }
          row.add(
              Outcomes.timed(outcomes, Engines.ladera().name())
                  .flatMap(
                      ladera ->
                          copy(outcomes).map(copy -> Texts.percent(share(work, ladera, copy))))
                  .orElse(""));
          rows.add(row);
        });
    return "\n" + Texts.table(head, rows);
  }

  /** {@return the entries of all works} */
  static List<Entry> entries(Map<UpdateWork, List<Outcome>> all) {
    List<Entry> entries = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> entries.addAll(Outcomes.entries("update", work.title(), outcomes)));
    return entries;
  }
}
