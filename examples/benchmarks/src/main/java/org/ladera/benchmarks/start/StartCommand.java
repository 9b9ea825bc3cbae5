package org.ladera.benchmarks.start;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
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
  private static final double START_SECONDS = 2;
  private static final double LESSON_SECONDS = 15;

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
    Pilot pilot = new Pilot(work, spec.commandLine().getErr());
    Schooling schooling = new Schooling(work, pilot);
    StartReport report = new StartReport(work, pilot, schooling);
    List<Entrant> entrants = pilot.entrants(options.engines(Engines.peers()));
    pilot.expect(
        "starts", (seconds + START_SECONDS) * entrants.stream().mapToInt(this::starts).sum());
    for (int start = 0; start < Math.max(starts, peerStarts); start++) {
      for (Entrant entrant : List.copyOf(entrants)) {
        if (start < starts(entrant)) {
          if (!begin(entrant, start, work, pilot, report)) {
            entrants.remove(entrant);
            report.remove(entrant);
          }
          write(report);
        }
      }
    }
    String obstacle = obstacle(work);
    if (obstacle.isEmpty()) {
      pilot.expect("MNIST", rounds * entrants.size() * LESSON_SECONDS);
      schooling.run(entrants, rounds, () -> write(report));
    } else {
      report.remark(obstacle);
    }
    write(report);
    out.print(report.text());
    output.announce(NAME, out);
  }

  private int starts(Entrant entrant) {
    return entrant.engine().equals(Engines.ladera()) ? starts : peerStarts;
  }

  private void write(StartReport report) {
    output.write(NAME, report.text(), report.entries(), report.picture());
  }

  private boolean begin(
      Entrant entrant, int start, StepWork work, Pilot pilot, StartReport report) {
    try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      process.open(work);
      Beginning beginning = process.begin(seconds);
      PrintWriter log = spec.commandLine().getErr();
      log.printf(
          Locale.ROOT,
          "  start %d: %s: first step %.0f ms, settled %.1f us%n",
          start + 1,
          entrant.engine().name(),
          beginning.firstMillis(),
          beginning.settledMicros());
      log.flush();
      report.add(entrant, beginning);
      return true;
    } catch (LackingException | EngineFailure failure) {
      pilot.leave(entrant.engine(), String.valueOf(failure.getMessage()));
      return false;
    }
  }

  /** Why MNIST is not learned; empty if it is. */
  private String obstacle(StepWork work) {
    if (rounds == 0) {
      return "MNIST is left out, as --rounds 0 wants.";
    }
    boolean fits =
        work.in(0) == Digits.PIXELS && work.outputs() == CLASSES && work.loss() == LossKind.SOFTMAX;
    if (!fits) {
      return "MNIST is left out: it needs 784 inputs, 10 outputs and the softmax loss.";
    }
    if (Digits.training().isEmpty() || Digits.test().isEmpty()) {
      return "MNIST is left out: its four files were not found in "
          + DataDirectory.path()
          + " or its subfolder mnist; -Dladera.data=DIR names another folder.";
    }
    return "";
  }
}
