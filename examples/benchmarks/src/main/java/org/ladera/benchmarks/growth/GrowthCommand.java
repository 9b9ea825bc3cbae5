package org.ladera.benchmarks.growth;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final double START_SECONDS = 2;

  /** Of building and compiling one. */
  private static final double LAYER_SECONDS = 0.0025;

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

  private final List<Series> all = new ArrayList<>();

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
    StepWork work = options.work();
    Pilot pilot = new Pilot(work, spec.commandLine().getErr());
    List<Entrant> entrants = pilot.entrants(options.engines(List.of()));
    pilot.expect("sizes", entrants.size() * expectedSeconds());
    for (Entrant entrant : entrants) {
      grow(entrant, "layers of " + width + ", batch " + rows, "layer", deep(), pilot);
      grow(entrant, "rows of " + work.network(), "row", wide(work.sizes()), pilot);
    }
    out.print(write(pilot));
    output.announce(NAME, out);
  }

  private double expectedSeconds() {
    int layers = depths.stream().mapToInt(Integer::intValue).sum();
    return (depths.size() + batches.size()) * (START_SECONDS + seconds + rounds)
        + layers * LAYER_SECONDS;
  }

  private Map<Integer, StepWork> deep() {
    Map<Integer, StepWork> works = new LinkedHashMap<>();
    for (int depth : depths) {
      if (depth > 0) {
        works.put(depth, options.work(Collections.nCopies(depth + 1, width), rows));
      }
    }
    return works;
  }

  private Map<Integer, StepWork> wide(List<Integer> sizes) {
    Map<Integer, StepWork> works = new LinkedHashMap<>();
    for (int batch : batches) {
      if (batch > 0) {
        works.put(batch, options.work(sizes, batch));
      }
    }
    return works;
  }

  /** A size at which the engine breaks off is left out, with what it said. */
  private void grow(
      Entrant entrant, String title, String unit, Map<Integer, StepWork> works, Pilot pilot) {
    PrintWriter log = spec.commandLine().getErr();
    List<Series> before = List.copyOf(all);
    List<Point> points = new ArrayList<>();
    works.forEach(
        (size, work) -> {
          log.println("  " + entrant.engine().name() + ": " + size + " " + title);
          log.flush();
          try {
            points.add(point(entrant, work, size));
          } catch (LackingException | EngineFailure failure) {
            pilot.leave(entrant.engine(), "at " + size + " " + title + ": " + failure.getMessage());
          }
          all.clear();
          all.addAll(before);
          if (!points.isEmpty()) {
            all.add(new Series(title, unit, entrant, points));
          }
          write(pilot);
        });
  }

  private Point point(Entrant entrant, StepWork work, int size) throws LackingException {
    try (EngineProcess process = new EngineProcess(entrant.engine(), entrant.setting())) {
      process.open(work);
      Beginning beginning = process.begin(seconds);
      List<Double> micros = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        micros.add(process.round(1, 1).micros());
      }
      return new Point(size, beginning, micros, process.explained());
    }
  }

  private String write(Pilot pilot) {
    StringBuilder text = new StringBuilder(Output.machine());
    text.append(
        "\nEach size in a process of its own. The first step includes the compilation; a step is"
            + " the median of "
            + rounds
            + " rounds. What an added layer or row costs is the same at all sizes if growth is"
            + " linear; of the first step it is taken from the time that its thread ran.\n");
    List<Entry> entries = new ArrayList<>();
    LinePicture picture = new LinePicture("How a step grows", "layers, or rows", "microseconds");
    for (Series series : all) {
      text.append(series.table());
      entries.addAll(series.entries());
      series.draw(picture);
    }
    text.append(pilot.absent());
    output.write(NAME, text.toString(), entries, picture);
    return text.toString();
  }
}
