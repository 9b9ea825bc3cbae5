package org.ladera.benchmarks.busy;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Picture;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.trial.Pilot;
import org.ladera.benchmarks.trial.Pilot.Entrant;
import org.ladera.benchmarks.trial.StepOptions;
import org.ladera.benchmarks.work.StepWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times a step alone, and beside a process that keeps one core busy. */
@Command(
    name = "busy",
    description = "a step while another process keeps one core busy, against the step alone",
    mixinStandardHelpOptions = true)
public final class BusyCommand implements Runnable {
  private static final String NAME = "busy";
  private static final double WARM_SECONDS = 5;
  private static final double REWARM_SECONDS = 0.2;
  private static final int STEPS = 200;

  @Option(
      names = "--rounds",
      description = "rounds of a second alone and a second beside (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Mixin private StepOptions options = new StepOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public BusyCommand() {}

  @Override
  public void run() {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds: at least 1 is needed, got " + rounds);
    }
    StepWork work = options.work();
    PrintWriter out = spec.commandLine().getOut();
    Pilot pilot = new Pilot(work, spec.commandLine().getErr());
    List<Pair> pairs = new ArrayList<>();
    List<Entrant> entrants = pilot.entrants(options.engines(Engines.peers()));
    pilot.expect("rounds", entrants.size() * (WARM_SECONDS + 2 * rounds * (1 + REWARM_SECONDS)));
    for (Entrant entrant : entrants) {
      try {
        pairs.add(pair(entrant, work));
      } catch (LackingException | EngineFailure failure) {
        pilot.leave(entrant.engine(), String.valueOf(failure.getMessage()));
      }
      write(work, pairs, pilot);
    }
    out.print(write(work, pairs, pilot));
    output.announce(NAME, out);
  }

  private String write(StepWork work, List<Pair> pairs, Pilot pilot) {
    List<Entry> entries =
        pairs.stream().flatMap(pair -> pair.entries(work.title()).stream()).toList();
    String text =
        Output.machine()
            + "\n"
            + "A step alone, and while another process keeps one core busy, at the setting that is"
            + " fastest alone. Medians of "
            + rounds
            + " rounds, which alternate.\n\n### "
            + work.title()
            + "\n\n"
            + Texts.table(Pair.head(), pairs.stream().map(Pair::row).toList())
            + pilot.absent();
    output.write(NAME, text, entries, picture(entries));
    return text;
  }

  /** Both times side by side for each engine; the ratio is no time. */
  private static Picture picture(List<Entry> entries) {
    List<Entry> times =
        entries.stream()
            .filter(entry -> !entry.benchmark().endsWith("-ratio"))
            .map(
                entry ->
                    new Entry(
                        entry.benchmark(),
                        entry.benchmark().endsWith("-alone") ? "alone" : "beside a busy process",
                        entry.engine(),
                        entry.threads(),
                        entry.medianUs(),
                        entry.minUs(),
                        entry.rounds(),
                        entry.version()))
            .toList();
    return new BarPicture("A step, alone and beside a busy process", times);
  }

  private Pair pair(Entrant entrant, StepWork work) throws LackingException {
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    try (Spinner spinner = new Spinner();
        EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      process.open(work);
      process.warm(WARM_SECONDS);
      for (int round = 0; round < rounds; round++) {
        process.warm(REWARM_SECONDS);
        alone.add(process.round(1, STEPS).micros());
        spinner.spin();
        process.warm(REWARM_SECONDS);
        beside.add(process.round(1, STEPS).micros());
        spinner.rest();
      }
    }
    return new Pair(entrant, alone, beside);
  }
}
