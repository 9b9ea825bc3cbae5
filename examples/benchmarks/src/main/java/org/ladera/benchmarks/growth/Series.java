package org.ladera.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.LinePicture;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.trial.Pilot.Entrant;

/**
 * One engine over growing sizes.
 *
 * @param title what grows, such as {@code layers of 16, batch 32}
 * @param unit one of it: layer, or row
 * @param entrant who
 * @param points from small to large
 */
record Series(String title, String unit, Entrant entrant, List<Point> points) {
  Series {
    points = List.copyOf(points);
  }

  /** {@return the table} */
  String table() {
    List<String> head =
        List.of(
            unit + "s",
            "open, ms",
            "first step, ms",
            "of it its thread ran, ms",
            "of it µs an added " + unit,
            "step, µs",
            "µs a " + unit,
            "µs an added " + unit,
            "steps of the program",
            "classes of kernels");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%,d", point.size()),
              number(point.beginning().openMillis()),
              number(point.beginning().firstMillis()),
              number(point.beginning().firstProcessorMillis()),
              added(i, each -> 1e3 * each.beginning().firstProcessorMillis()),
              number(point.micros()),
              number(point.micros() / point.size()),
              added(i, Point::micros),
              stated(point.explained().steps()),
              stated(point.explained().kernels())));
    }
    return "\n### "
        + entrant.engine().name()
        + ", "
        + entrant.setting().label()
        + ": "
        + title
        + "\n\n"
        + Texts.table(head, rows);
  }

  private String added(int index, ToDoubleFunction<Point> value) {
    if (index == 0) {
      return "";
    }
    Point from = points.get(index - 1);
    Point to = points.get(index);
    return number(
        Point.marginal(from.size(), value.applyAsDouble(from), to.size(), value.applyAsDouble(to)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static String stated(long count) {
    return count < 0 ? "" : String.format(Locale.ROOT, "%,d", count);
  }

  /** {@return a first step and a step for each size} */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Point point : points) {
      double first = 1e3 * point.beginning().firstMillis();
      entries.add(entry("growth-first-step", point, first, first, 1));
      entries.add(
          entry("growth-step", point, point.micros(), point.leastMicros(), point.rounds().size()));
    }
    return entries;
  }

  private Entry entry(String benchmark, Point point, double micros, double least, int rounds) {
    return new Entry(
        benchmark,
        point.size() + " " + title,
        entrant.engine().name(),
        entrant.setting().threads(),
        micros,
        least,
        rounds,
        entrant.version());
  }

  /**
   * Adds both lines.
   *
   * @param picture where to
   */
  void draw(LinePicture picture) {
    List<Double> sizes = points.stream().map(point -> (double) point.size()).toList();
    String name = entrant.engine().name() + ", " + unit + "s: ";
    picture.add(
        name + "first step",
        sizes,
        points.stream().map(point -> 1e3 * point.beginning().firstMillis()).toList());
    picture.add(name + "step", sizes, points.stream().map(Point::micros).toList());
  }
}
