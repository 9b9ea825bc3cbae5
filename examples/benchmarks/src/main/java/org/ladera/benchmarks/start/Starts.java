package org.ladera.benchmarks.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.LinePicture;
import org.ladera.benchmarks.report.Medians;
import org.ladera.benchmarks.trial.Pilot.Entrant;

/**
 * How one engine began in several fresh processes.
 *
 * @param entrant who
 * @param beginnings one a process
 */
record Starts(Entrant entrant, List<Beginning> beginnings) {
  /** Where the curve is read, in seconds since the first call. */
  static final List<Double> TIMES = List.of(0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);

  /** By which part full speed may be slower than settled. */
  static final double WITHIN = 0.1;

  private static final double MICROS_A_MILLISECOND = 1e3;
  private static final double MICROS_A_SECOND = 1e6;

  Starts {
    beginnings = List.copyOf(beginnings);
    if (beginnings.isEmpty()) {
      throw new IllegalArgumentException("starts of " + entrant.engine().name() + ": none");
    }
  }

  /**
   * {@return the median over starts}
   *
   * @param value of one start
   */
  double median(ToDoubleFunction<Beginning> value) {
    return Medians.of(values(value));
  }

  private double[] values(ToDoubleFunction<Beginning> value) {
    return beginnings.stream().mapToDouble(value).toArray();
  }

  private static double fullSpeed(Beginning beginning) {
    return beginning.fullSpeedSeconds(WITHIN);
  }

  /** {@return how many starts settle at the median of all, or faster, within a tenth} */
  long reaching() {
    double enough = (1 + WITHIN) * median(Beginning::settledMicros);
    return beginnings.stream().filter(each -> each.settledMicros() <= enough).count();
  }

  /** {@return how many times the median the slowest start settles at} */
  double slowest() {
    double most = beginnings.stream().mapToDouble(Beginning::settledMicros).max().orElseThrow();
    return most / median(Beginning::settledMicros);
  }

  /** {@return the names of the columns of {@link #row}} */
  static List<String> head() {
    return List.of(
        "engine",
        "starts",
        "open, ms",
        "first step, ms",
        "first 100 steps, ms",
        "full speed after, s",
        "settled step, µs",
        "starts that reach the median",
        "slowest, in medians",
        "setting");
  }

  /** {@return the medians} */
  List<String> row() {
    return List.of(
        entrant.engine().name(),
        String.valueOf(beginnings.size()),
        number(median(Beginning::openMillis)),
        number(median(Beginning::firstMillis)),
        number(median(Beginning::hundredMillis)),
        String.format(Locale.ROOT, "%.2f", median(Starts::fullSpeed)),
        number(median(Beginning::settledMicros)),
        reaching() + " of " + beginnings.size(),
        String.format(Locale.ROOT, "%.2f", slowest()),
        entrant.setting().label());
  }

  /** {@return the names of the columns of {@link #curve}} */
  static List<String> curveHead() {
    List<String> head = new ArrayList<>(List.of("median step in µs, after"));
    TIMES.forEach(time -> head.add(time + " s"));
    return head;
  }

  /** {@return the medians along the time} */
  List<String> curve() {
    List<String> row = new ArrayList<>(List.of(entrant.engine().name()));
    for (double time : TIMES) {
      double micros = median(each -> each.at(time));
      row.add(Double.isNaN(micros) ? "" : number(micros));
    }
    return row;
  }

  /**
   * Adds the medians along the time.
   *
   * @param picture where to
   */
  void draw(LinePicture picture) {
    List<Double> times = TIMES.stream().filter(this::isKnown).toList();
    picture.add(
        entrant.engine().name(),
        times,
        times.stream().map(time -> median(each -> each.at(time))).toList());
  }

  private boolean isKnown(double time) {
    return !Double.isNaN(median(each -> each.at(time)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  /**
   * {@return all medians, in microseconds}
   *
   * @param work what was done
   */
  List<Entry> entries(String work) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("start-open", work, each -> MICROS_A_MILLISECOND * each.openMillis()));
    entries.add(entry("start-first-step", work, each -> MICROS_A_MILLISECOND * each.firstMillis()));
    entries.add(
        entry("start-100-steps", work, each -> MICROS_A_MILLISECOND * each.hundredMillis()));
    entries.add(entry("start-full-speed", work, each -> MICROS_A_SECOND * fullSpeed(each)));
    entries.add(entry("start-settled-step", work, Beginning::settledMicros));
    for (double time : TIMES) {
      if (isKnown(time)) {
        entries.add(entry("start-step-after-" + time + "-s", work, each -> each.at(time)));
      }
    }
    return entries;
  }

  private Entry entry(String benchmark, String work, ToDoubleFunction<Beginning> micros) {
    return new Entry(
        benchmark,
        work,
        entrant.engine().name(),
        entrant.setting().threads(),
        median(micros),
        Medians.least(values(micros)),
        beginnings.size(),
        entrant.version());
  }
}
