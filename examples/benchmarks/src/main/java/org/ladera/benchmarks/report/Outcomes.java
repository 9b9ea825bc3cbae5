package org.ladera.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reports have in common. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * {@return the outcomes that were timed}
   *
   * @param outcomes of one work
   */
  public static List<Outcome.Timed> timed(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Timed.class::isInstance)
        .map(Outcome.Timed.class::cast)
        .toList();
  }

  /**
   * {@return the times of an engine, if it has some}
   *
   * @param outcomes of one work
   * @param engine its name
   */
  public static Optional<Outcome.Timed> timed(List<Outcome> outcomes, String engine) {
    return timed(outcomes).stream().filter(timed -> timed.engine().equals(engine)).findFirst();
  }

  /**
   * {@return a line for each engine that was left out}
   *
   * @param outcomes of one work
   */
  public static String absent(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.LeftOut.class::isInstance)
        .map(Outcome.LeftOut.class::cast)
        .map(
            out ->
                "\n- " + out.engine() + " is left out: " + out.why().replaceAll("\\s+", " ") + "\n")
        .collect(Collectors.joining());
  }

  /**
   * {@return the entries of one work}
   *
   * @param benchmark which benchmark
   * @param work the work's title
   * @param outcomes what came of each engine
   */
  public static List<Entry> entries(String benchmark, String work, List<Outcome> outcomes) {
    return timed(outcomes).stream()
        .map(
            timed ->
                new Entry(
                    benchmark,
                    work,
                    timed.engine(),
                    timed.setting().threads(),
                    timed.median(),
                    timed.least(),
                    timed.micros().length,
                    timed.version()))
        .toList();
  }
}
