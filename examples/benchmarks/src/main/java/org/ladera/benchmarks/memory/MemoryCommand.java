package org.ladera.benchmarks.memory;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.process.MemoryUse;
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

/** Measures the memory of the processes that do a step. */
@Command(
    name = "memory",
    description = "peak memory of a training step",
    mixinStandardHelpOptions = true)
public final class MemoryCommand implements Runnable {
  private static final String NAME = "memory";
  private static final double START_SECONDS = 2;

  @Option(
      names = "--seconds",
      description =
          "of steps before memory is read, and again after it (default: ${DEFAULT-VALUE})")
  private double seconds = 5;

  @Mixin private StepOptions options = new StepOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public MemoryCommand() {}

  @Override
  public void run() {
    StepWork work = options.work();
    PrintWriter out = spec.commandLine().getOut();
    Pilot pilot = new Pilot(work, spec.commandLine().getErr());
    List<Need> needs = new ArrayList<>();
    List<Entrant> entrants = pilot.entrants(options.engines(Engines.peers()));
    pilot.expect("memory", entrants.size() * (2 * seconds + START_SECONDS));
    for (Entrant entrant : entrants) {
      try {
        needs.add(need(entrant, work));
      } catch (LackingException | EngineFailure failure) {
        pilot.leave(entrant.engine(), String.valueOf(failure.getMessage()));
      }
      write(work, needs, pilot);
    }
    out.print(write(work, needs, pilot));
    output.announce(NAME, out);
  }

  private String write(StepWork work, List<Need> needs, Pilot pilot) {
    List<Entry> entries =
        needs.stream().flatMap(need -> need.entries(work.title()).stream()).toList();
    String text =
        Output.machine()
            + "\nThe most that a process had resident (VmHWM of Linux) in "
            + seconds
            + " s of steps, and how much more in as long again, above what it had before its"
            + " network was opened: libraries that are loaded then count. Java's heap: the peaks of"
            + " its pools, garbage included, with a young generation of 32 MiB.\n\n"
            + "### "
            + work.title()
            + "\n\n"
            + Texts.table(Need.head(), needs.stream().map(Need::row).toList())
            + pilot.absent();
    output.write(NAME, text, entries, picture(entries));
    return text;
  }

  /** Each kind of memory side by side. */
  private static Picture picture(List<Entry> entries) {
    List<Entry> kinds =
        entries.stream()
            .filter(entry -> entry.medianUs() > 0)
            .map(
                entry ->
                    new Entry(
                        entry.benchmark(),
                        entry.benchmark(),
                        entry.engine(),
                        entry.threads(),
                        entry.medianUs(),
                        entry.minUs(),
                        entry.rounds(),
                        entry.version()))
            .toList();
    return new BarPicture("The memory of a step", "bytes", kinds);
  }

  private Need need(Entrant entrant, StepWork work) throws LackingException {
    try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      MemoryUse before = process.memory();
      process.open(work);
      process.warm(seconds);
      MemoryUse after = process.memory();
      process.warm(seconds);
      MemoryUse later = process.memory();
      return new Need(
          entrant, after.above(before), later.above(after), process.explained().arenaBytes());
    }
  }
}
