package org.ladera.benchmarks.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Outcome.Timed;
import org.ladera.benchmarks.report.Outcomes;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Sizes;
import org.ladera.benchmarks.work.Task;

/** Outcomes of ops as Markdown and as entries. */
final class OpsReport {
  /** At this size a kernel is to be no slower than the best of its peers. */
  static final int COMPARED = 1_000_000;

  private OpsReport() {}

  /** {@return all tables} */
  static String text(int rounds, Map<Task, List<Outcome>> all) {
    StringBuilder text =
        new StringBuilder(
            "Machine: "
                + Machine.describe()
                + ".\n\nOps of float32 matrices, into an array that is there. Medians of at"
                + " most "
                + rounds
                + " rounds, which alternate among the engines; ratios are medians of the rounds'"
                + " ratios.\n");
    text.append(overhead(all));
    for (int size : sizes(all)) {
      text.append(section(size, all));
    }
    return text.append(chains(all)).append(slower(all)).toString();
  }

  private static Iterable<Integer> sizes(Map<Task, List<Outcome>> all) {
    TreeSet<Integer> sizes = new TreeSet<>();
    ops(all).keySet().forEach(work -> sizes.add(work.size()));
    return sizes;
  }

  private static Map<OpWork, List<Outcome>> ops(Map<Task, List<Outcome>> all) {
    Map<OpWork, List<Outcome>> ops = new LinkedHashMap<>();
    all.forEach(
        (task, outcomes) -> {
          if (task instanceof OpWork work) {
            ops.put(work, outcomes);
          }
        });
    return ops;
  }

  private static Optional<Timed> ladera(List<Outcome> outcomes) {
    return Outcomes.timed(outcomes, Engines.ladera().name());
  }

  private static String section(int size, Map<Task, List<Outcome>> all) {
    List<String> engines =
        ops(all).values().stream().flatMap(List::stream).map(Outcome::engine).distinct().toList();
    List<String> peers =
        engines.stream().filter(engine -> !engine.equals(Engines.ladera().name())).toList();
    List<String> head = new ArrayList<>(List.of("op"));
    engines.forEach(engine -> head.add(engine + ", µs"));
    peers.forEach(peer -> head.add(peer + " in units of Ladera's"));
    head.add("settings");
    head.add("results differ by");
    List<List<String>> rows = new ArrayList<>();
    StringBuilder absent = new StringBuilder();
    ops(all)
        .forEach(
            (work, outcomes) -> {
              if (work.size() == size) {
                rows.add(row(work, outcomes, engines, peers));
                absent.append(absent(work, outcomes));
              }
            });
    return "\n### "
        + Sizes.text(size)
        + (size == 1 ? " entry" : " entries")
        + "\n\n"
        + Texts.table(head, rows)
        + absent;
  }

  private static List<String> row(
      OpWork work, List<Outcome> outcomes, List<String> engines, List<String> peers) {
    List<String> row = new ArrayList<>(List.of(work.op().word()));
    for (String engine : engines) {
      row.add(Outcomes.timed(outcomes, engine).map(it -> Texts.number(it.median())).orElse(""));
    }
    Optional<Timed> ladera = ladera(outcomes);
    for (String peer : peers) {
      Optional<Timed> timed = Outcomes.timed(outcomes, peer);
      row.add(ladera.flatMap(own -> timed.map(it -> Texts.ratio(it.ratioTo(own)))).orElse(""));
    }
    List<Timed> timed = Outcomes.timed(outcomes);
    row.add(String.join("; ", timed.stream().map(it -> it.setting().label()).toList()));
    row.add(
        Texts.difference(timed.stream().mapToDouble(Timed::difference).max().orElse(Double.NaN)));
    return row;
  }

  private static String absent(OpWork work, List<Outcome> outcomes) {
    String lines = Outcomes.absent(outcomes);
    return lines.isEmpty() ? "" : lines.replace("\n- ", "\n- " + work.op().word() + ": ");
  }

  /** {@return the time of a kernel, in microseconds} */
  static Optional<Double> kernelMicros(Map<Task, List<Outcome>> all) {
    KernelWork few = new KernelWork(KernelWork.COUNTS.getFirst());
    KernelWork many = new KernelWork(KernelWork.COUNTS.getLast());
    Optional<Timed> short_ = Optional.ofNullable(all.get(few)).flatMap(OpsReport::ladera);
    Optional<Timed> long_ = Optional.ofNullable(all.get(many)).flatMap(OpsReport::ladera);
    return short_.flatMap(
        less ->
            long_.map(more -> (more.median() - less.median()) / (many.kernels() - few.kernels())));
  }

  private static String overhead(Map<Task, List<Outcome>> all) {
    List<List<String>> rows = new ArrayList<>();
    all.forEach(
        (task, outcomes) -> {
          if (task instanceof KernelWork work) {
            ladera(outcomes)
                .ifPresent(
                    timed ->
                        rows.add(
                            List.of(
                                work.title(),
                                String.valueOf(work.kernels()),
                                Texts.number(timed.median()),
                                timed.setting().label())));
          }
        });
    if (rows.isEmpty()) {
      return "";
    }
    return "\n### What a kernel costs\n\n"
        + Texts.table(List.of("program", "kernels", "median, µs", "setting"), rows)
        + kernelMicros(all)
            .map(micros -> "\nA kernel more takes " + Texts.number(micros) + " µs.\n")
            .orElse("");
  }

  /** What chains gain by their memory traffic, where they do not fit into caches. */
  private static String chains(Map<Task, List<Outcome>> all) {
    List<List<String>> rows = new ArrayList<>();
    ops(all)
        .forEach(
            (work, outcomes) -> {
              if (work.op().group() == OpKind.Group.CHAIN && work.size() >= COMPARED) {
                best(outcomes)
                    .ifPresent(
                        ratio ->
                            rows.add(
                                List.of(
                                    work.title(),
                                    Texts.ratio(work.op().traffic()),
                                    Texts.ratio(ratio))));
              }
            });
    return rows.isEmpty()
        ? ""
        : "\n### Chains: traffic saved, and the best peer in units of Ladera's time\n\n"
            + Texts.table(List.of("chain", "traffic of its ops one by one", "time"), rows);
  }

  /** The best peer's time in units of Ladera's. */
  private static Optional<Double> best(List<Outcome> outcomes) {
    return ladera(outcomes)
        .flatMap(
            own ->
                Outcomes.timed(outcomes).stream()
                    .filter(timed -> !timed.engine().equals(own.engine()))
                    .map(timed -> timed.ratioTo(own))
                    .min(Double::compare));
  }

  /** {@return the kernels that are slower than a peer at the size where they are compared} */
  static Map<OpKind, Double> slowerKernels(Map<Task, List<Outcome>> all) {
    Map<OpKind, Double> slower = new LinkedHashMap<>();
    ops(all)
        .forEach(
            (work, outcomes) -> {
              if (work.size() == COMPARED && work.op().isKernel()) {
                best(outcomes)
                    .filter(ratio -> ratio < 1)
                    .ifPresent(ratio -> slower.put(work.op(), ratio));
              }
            });
    return slower;
  }

  private static String slower(Map<Task, List<Outcome>> all) {
    boolean isCompared =
        ops(all).keySet().stream()
            .anyMatch(work -> work.size() == COMPARED && work.op().isKernel());
    if (!isCompared) {
      return "";
    }
    Map<OpKind, Double> slower = slowerKernels(all);
    StringBuilder text =
        new StringBuilder("\n### Kernels slower than a peer at ")
            .append(Sizes.text(COMPARED))
            .append(" entries\n\n");
    if (slower.isEmpty()) {
      return text.append("None.\n").toString();
    }
    slower.forEach(
        (op, ratio) ->
            text.append(
                String.format(Locale.ROOT, "- %s: %.2f times as slow%n", op.word(), 1 / ratio)));
    return text.toString();
  }

  /** {@return what a picture has room for} */
  static Map<Task, List<Outcome>> pictured(Map<Task, List<Outcome>> all) {
    int largest = ops(all).keySet().stream().mapToInt(OpWork::size).max().orElse(0);
    boolean isCompared = ops(all).keySet().stream().anyMatch(work -> work.size() == COMPARED);
    int size = isCompared ? COMPARED : largest;
    Map<Task, List<Outcome>> some = new LinkedHashMap<>();
    all.forEach(
        (task, outcomes) -> {
          if (!(task instanceof OpWork work) || work.size() == size) {
            some.put(task, outcomes);
          }
        });
    return some;
  }

  /** {@return the entries of all works} */
  static List<Entry> entries(Map<Task, List<Outcome>> all) {
    List<Entry> entries = new ArrayList<>();
    all.forEach(
        (work, outcomes) -> entries.addAll(Outcomes.entries("ops", work.title(), outcomes)));
    return entries;
  }
}
