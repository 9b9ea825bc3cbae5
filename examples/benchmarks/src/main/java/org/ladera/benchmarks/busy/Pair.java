package org.ladera.benchmarks.busy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Medians;
import org.ladera.benchmarks.trial.Pilot.Entrant;

/**
 * An engine's steps, alone and beside a busy process.
 *
 * @param entrant who
 * @param alone a median step a round, in microseconds
 * @param beside the same while a core is busy
 */
record Pair(Entrant entrant, List<Double> alone, List<Double> beside) {
  Pair {
    alone = List.copyOf(alone);
    beside = List.copyOf(beside);
    if (alone.isEmpty() || alone.size() != beside.size()) {
      throw new IllegalArgumentException(
          "rounds: as many beside as alone are needed, at least 1, got "
              + beside.size()
              + " and "
              + alone.size());
    }
  }

  /** {@return the median over rounds of how many times slower a step is} */
  double ratio() {
    return Medians.of(ratios());
  }

  private double[] ratios() {
    double[] ratios = new double[alone.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = beside.get(i) / alone.get(i);
    }
    return ratios;
  }

  /** {@return the names of the columns of {@link #row}} */
  static List<String> head() {
    return List.of("engine", "alone, µs", "beside, µs", "times slower", "setting", "version");
  }

  /** {@return the medians} */
  List<String> row() {
    return List.of(
        entrant.engine().name(),
        number(Medians.of(numbers(alone))),
        number(Medians.of(numbers(beside))),
        String.format(Locale.ROOT, "%.2f", ratio()),
        entrant.setting().label(),
        entrant.version());
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String number(double micros) {
    return String.format(Locale.ROOT, micros < 100 ? "%.1f" : "%,.0f", micros);
  }

  /**
   * {@return both times, and their ratio}
   *
   * @param work what was done
   */
  List<Entry> entries(String work) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("busy-alone", work, numbers(alone)));
    entries.add(entry("busy-beside", work, numbers(beside)));
    entries.add(entry("busy-ratio", work, ratios()));
    return entries;
  }

  private Entry entry(String benchmark, String work, double... values) {
    return new Entry(
        benchmark,
        work,
        entrant.engine().name(),
        entrant.setting().threads(),
        Medians.of(values),
        Medians.least(values),
        values.length,
        entrant.version());
  }
}
