package org.ladera.benchmarks.start;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.LinePicture;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.trial.Pilot;
import org.ladera.benchmarks.trial.Pilot.Entrant;
import org.ladera.benchmarks.trial.StepOptions;
import org.ladera.benchmarks.work.Digits;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.optim.data.DataDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times fresh processes: first steps, warm-up, and MNIST from start to end. */
@Command(
    name = "start",
    description = "first steps and warm-up of fresh processes, and MNIST to 97 %",
    mixinStandardHelpOptions = true)
public final class StartCommand implements Runnable {
  private static final String NAME = "start";
  private static final int CLASSES = 10;

  @Option(names = "--starts", description = "processes of Ladera (default: ${DEFAULT-VALUE})")
  private int starts = 10;

  @Option(names = "--peer-starts", description = "of each peer (default: ${DEFAULT-VALUE})")
  private int peerStarts = 3;

  @Option(names = "--seconds", description = "of steps in each (default: ${DEFAULT-VALUE})")
  private double seconds = 10.5;

  @Option(
      names = "--rounds",
      description = "how often MNIST is learned, 0 for never (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Mixin private StepOptions options = new StepOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public StartCommand() {}

  @Override
  public void run() {
    if (starts < 1 || peerStarts < 1 || rounds < 0) {
      throw new IllegalArgumentException(
          "--starts, --peer-starts: at least 1 is needed, and --rounds at least 0, got %d, %d, %d"
              .formatted(starts, peerStarts, rounds));
    }
    StepWork work = options.work();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    Pilot pilot = new Pilot(work, log);
    StringBuilder text = new StringBuilder(Output.machine());
    text.append(
        "\nEach start is a JVM of its own; times count from the first call of a step, after the"
            + " network and its batch were opened. Full speed: the first 50 ms whose median step is"
            + " within 10 % of that of the last fifth of the time. Medians over starts.\n");
    List<Entrant> entrants = pilot.entrants(options.engines(Engines.peers()));
    List<Starts> all = all(entrants, work, pilot, log);
    text.append("\n### ").append(work.title()).append("\n\n");
    text.append(Texts.table(Starts.head(), all.stream().map(Starts::row).toList()));
    text.append('\n');
    text.append(Texts.table(Starts.curveHead(), all.stream().map(Starts::curve).toList()));
    List<Entry> entries = new ArrayList<>();
    LinePicture picture =
        new LinePicture(
            "How a step warms up: " + work.title(), "seconds since the first call", "microseconds");
    for (Starts each : all) {
      entries.addAll(each.entries(work.title()));
      each.draw(picture);
    }
    picture.save(output.plot(NAME));
    output.write(NAME, text.toString(), entries);
    school(entrants, work, pilot, text, entries);
    text.append(pilot.absent());
    output.write(NAME, text.toString(), entries);
    out.print(text);
    output.announce(NAME, out);
  }

  /** Starts alternate among the engines. */
  private List<Starts> all(List<Entrant> entrants, StepWork work, Pilot pilot, PrintWriter log) {
    Map<Entrant, List<Beginning>> beginnings = new LinkedHashMap<>();
    entrants.forEach(entrant -> beginnings.put(entrant, new ArrayList<>()));
    for (int start = 0; start < Math.max(starts, peerStarts); start++) {
      for (Entrant entrant : List.copyOf(beginnings.keySet())) {
        boolean isOwn = entrant.engine().equals(Engines.ladera());
        if (start < (isOwn ? starts : peerStarts)) {
          try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
            process.open(work);
            Beginning beginning = process.begin(seconds);
            log.printf(
                Locale.ROOT,
                "  start %d: %s: first step %.0f ms, settled %.1f us%n",
                start + 1,
                entrant.engine().name(),
                beginning.firstMillis(),
                beginning.settledMicros());
            log.flush();
            beginnings.getOrDefault(entrant, List.of()).add(beginning);
          } catch (LackingException | EngineFailure failure) {
            pilot.leave(entrant.engine(), String.valueOf(failure.getMessage()));
            beginnings.remove(entrant);
          }
        }
      }
    }
    List<Starts> all = new ArrayList<>();
    beginnings.forEach((entrant, each) -> all.add(new Starts(entrant, each)));
    return all;
  }

  private void school(
      List<Entrant> entrants, StepWork work, Pilot pilot, StringBuilder text, List<Entry> entries) {
    boolean fits =
        work.in(0) == Digits.PIXELS && work.outputs() == CLASSES && work.loss() == LossKind.SOFTMAX;
    if (rounds == 0) {
      text.append("\nMNIST is left out, as --rounds 0 wants.\n");
    } else if (!fits) {
      text.append("\nMNIST is left out: it needs 784 inputs, 10 outputs and the softmax loss.\n");
    } else if (Digits.training().isEmpty() || Digits.test().isEmpty()) {
      text.append(
          "\nMNIST is left out: its four files were not found in "
              + DataDirectory.path()
              + " or its subfolder mnist; -Dladera.data=DIR names another folder.\n");
    } else {
      Schooling schooling = new Schooling(work, pilot);
      schooling.run(entrants, rounds);
      text.append(schooling.table());
      entries.addAll(schooling.entries());
    }
  }
}
