package org.ladera.benchmarks.growth;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.LinePicture;
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

/** Times the first step and later ones of networks of growing depth, and with growing batches. */
@Command(
    name = "growth",
    description = "how a step and its compilation grow with depth and with the batch",
    mixinStandardHelpOptions = true)
public final class GrowthCommand implements Runnable {
  private static final String NAME = "growth";

  @Option(
      names = "--depths",
      split = ",",
      description = "numbers of layers, or 0 for none (default: ${DEFAULT-VALUE})")
  private List<Integer> depths = List.of(10, 100, 1_000, 10_000);

  @Option(names = "--width", description = "of each of these layers (default: ${DEFAULT-VALUE})")
  private int width = 16;

  @Option(names = "--rows", description = "of their batch (default: ${DEFAULT-VALUE})")
  private int rows = 32;

  @Option(
      names = "--batches",
      split = ",",
      description = "batches of --network, or 0 for none (default: ${DEFAULT-VALUE})")
  private List<Integer> batches = List.of(32, 128, 512, 2_048, 8_192);

  @Option(
      names = "--seconds",
      description = "of steps before they are timed (default: ${DEFAULT-VALUE})")
  private double seconds = 5;

  @Option(names = "--rounds", description = "rounds of a second (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Mixin private StepOptions options = new StepOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public GrowthCommand() {}

  @Override
  public void run() {
    if (rounds < 1 || width < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "--rounds, --width, --rows: at least 1 is needed, got %d, %d, %d"
              .formatted(rounds, width, rows));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    StringBuilder text = new StringBuilder(Output.machine());
    text.append(
        "\nEach size in a process of its own. The first step includes the compilation; a step is"
            + " the median of "
            + rounds
            + " rounds. What an added layer or row costs is the same at all sizes if growth is"
            + " linear; of the first step it is taken from the time that its thread ran.\n");
    out.print(text);
    out.flush();
    List<Entry> entries = new ArrayList<>();
    LinePicture picture = new LinePicture("How a step grows", "layers, or rows", "microseconds");
    StepWork work = options.work();
    Pilot pilot = new Pilot(work, log);
    for (Entrant entrant : pilot.entrants(options.engines(List.of()))) {
      Engine engine = entrant.engine();
      List<Series> both =
          List.of(
              new Series(
                  "layers of " + width + ", batch " + rows, "layer", entrant, deep(entrant, pilot)),
              new Series(
                  "rows of " + work.network(), "row", entrant, wide(entrant, work.sizes(), pilot)));
      for (Series series : both) {
        if (!series.points().isEmpty()) {
          text.append(series.table());
          out.print(series.table());
          out.flush();
          entries.addAll(series.entries());
          series.draw(picture);
        }
      }
      output.write(NAME, text.toString(), entries);
      log.println("  done: " + engine.name());
    }
    text.append(pilot.absent());
    out.print(pilot.absent());
    output.write(NAME, text.toString(), entries);
    picture.save(output.plot(NAME));
    output.announce(NAME, out);
  }

  private List<Point> deep(Entrant entrant, Pilot pilot) {
    List<Point> points = new ArrayList<>();
    for (int depth : depths) {
      if (depth > 0) {
        add(
            points,
            entrant,
            options.work(Collections.nCopies(depth + 1, width), rows),
            depth,
            pilot);
      }
    }
    return points;
  }

  private List<Point> wide(Entrant entrant, List<Integer> sizes, Pilot pilot) {
    List<Point> points = new ArrayList<>();
    for (int batch : batches) {
      if (batch > 0) {
        add(points, entrant, options.work(sizes, batch), batch, pilot);
      }
    }
    return points;
  }

  /** A size at which the engine breaks off is left out, with what it said. */
  private void add(List<Point> points, Entrant entrant, StepWork work, int size, Pilot pilot) {
    try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      process.open(work);
      Beginning beginning = process.begin(seconds);
      List<Double> micros = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        micros.add(process.round(1, 1).micros());
      }
      points.add(new Point(size, beginning, micros, process.explained()));
    } catch (LackingException | EngineFailure failure) {
      pilot.leave(entrant.engine(), "at " + size + ": " + failure.getMessage());
    }
  }
}
