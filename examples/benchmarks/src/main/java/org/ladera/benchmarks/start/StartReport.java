package org.ladera.benchmarks.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.LinePicture;
import org.ladera.benchmarks.report.Picture;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.trial.Pilot;
import org.ladera.benchmarks.trial.Pilot.Entrant;
import org.ladera.benchmarks.work.StepWork;

/** What is known of starts so far. */
final class StartReport {
  private final StepWork work;
  private final Pilot pilot;
  private final Schooling schooling;
  private final Map<Entrant, List<Beginning>> beginnings = new LinkedHashMap<>();
  private String remark = "";

  StartReport(StepWork work, Pilot pilot, Schooling schooling) {
    this.work = work;
    this.pilot = pilot;
    this.schooling = schooling;
  }

  void add(Entrant entrant, Beginning beginning) {
    beginnings.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(beginning);
  }

  /** Takes an engine out that broke off. */
  void remove(Entrant entrant) {
    beginnings.remove(entrant);
  }

  /** Says why MNIST is left out. */
  void remark(String text) {
    remark = "\n" + text + "\n";
  }

  private List<Starts> starts() {
    return beginnings.entrySet().stream()
        .map(each -> new Starts(each.getKey(), each.getValue()))
        .toList();
  }

  /** {@return the tables} */
  String text() {
    List<Starts> starts = starts();
    return Output.machine()
        + "\nEach start is a JVM of its own; times count from the first call of a step, after the"
        + " network and its batch were opened. Full speed: the first 50 ms whose median step is"
        + " within 10 % of that of the last fifth of the time. Medians over starts.\n\n### "
        + work.title()
        + "\n\n"
        + Texts.table(Starts.head(), starts.stream().map(Starts::row).toList())
        + "\n"
        + Texts.table(Starts.curveHead(), starts.stream().map(Starts::curve).toList())
        + schooling.table()
        + remark
        + pilot.absent();
  }

  /** {@return the numbers} */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    starts().forEach(each -> entries.addAll(each.entries(work.title())));
    entries.addAll(schooling.entries());
    return entries;
  }

  /** {@return how steps warm up} */
  Picture picture() {
    LinePicture picture =
        new LinePicture(
            "How a step warms up: " + work.title(), "seconds since the first call", "microseconds");
    starts().forEach(each -> each.draw(picture));
    return picture;
  }
}
