package org.ladera.benchmarks.steps;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.StepWork.Moments;
import org.ladera.benchmarks.work.StepWork.Root;
import org.ladera.benchmarks.work.Word;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times training steps: of one network, or of the whole table. */
@Command(
    name = "steps",
    description = "time of a training step, Ladera against its peers; without --network the table",
    mixinStandardHelpOptions = true)
public final class StepsCommand implements Runnable {
  private static final Map<String, Integer> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("4-16-16-3", 32);
    TABLE.put("64-64-64-10", 64);
    TABLE.put("784-256-128-10", 128);
    TABLE.put("784-1024-1024-10", 256);
  }

  @Option(names = "--network", description = "sizes, such as 784-256-128-10 (default: the table)")
  private @Nullable String network;

  @Option(names = "--batch", description = "rows of a batch (default: ${DEFAULT-VALUE})")
  private int batch = 128;

  @Option(
      names = "--activation",
      description = "relu, tanh, sigmoid, gelu, ... (default: ${DEFAULT-VALUE})")
  private String activation = "relu";

  @Option(
      names = "--loss",
      description = "softmax, mse, bce, huber, ... (default: ${DEFAULT-VALUE})")
  private String loss = "softmax";

  @Option(
      names = "--optimizer",
      description = "sgd, momentum, adam, ... (default: adam; in the table sgd and adam)")
  private @Nullable String optimizer;

  @Option(
      names = "--moments",
      description = "zero, or subnormal: as long training ends (default: ${DEFAULT-VALUE})")
  private String moments = "zero";

  @Option(
      names = "--peers",
      split = ",",
      description = "which of the other libraries, or none (default: all)")
  private @Nullable List<String> peers;

  @Option(names = "--rounds", description = "rounds of a second (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(names = "--json", description = "where the results go as JSON (default: nowhere)")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "where the tables go (default: ${DEFAULT-VALUE})")
  private Path markdown = Path.of("target", "benchmarks", "steps.md");

  @Option(names = "--plot", description = "where the picture goes (default: ${DEFAULT-VALUE})")
  private Path plot = Path.of("target", "benchmarks", "steps.png");

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public StepsCommand() {}

  @Override
  public void run() {
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds: at least 1 is needed, got " + rounds);
    }
    List<StepWork> works = works();
    List<Engine> engines = engines();
    PrintWriter out = spec.commandLine().getOut();
    StringBuilder text = new StringBuilder(StepsReport.preamble(rounds));
    out.print(text);
    out.flush();
    List<Entry> entries = new ArrayList<>();
    Map<StepWork, List<Outcome>> all = new LinkedHashMap<>();
    for (StepWork work : works) {
      PrintWriter log = spec.commandLine().getErr();
      log.println(work.title());
      log.flush();
      List<Outcome> outcomes = new Contest(work, engines, rounds, log).run();
      all.put(work, outcomes);
      entries.addAll(StepsReport.entries(work, outcomes));
      String section = StepsReport.section(work, outcomes);
      text.append(section);
      out.print(section);
      out.flush();
      // After each work, so that an end before time loses none.
      write(text + (works.size() > 1 ? StepsReport.summary(all) : ""), entries);
    }
    if (works.size() > 1) {
      out.print(StepsReport.summary(all));
    }
    BarPicture.save("One training step", entries, plot);
    out.println("\ntables: " + markdown.toAbsolutePath());
    out.println("picture: " + plot.toAbsolutePath());
    out.flush();
  }

  private void write(String text, List<Entry> entries) {
    Texts.write(markdown, text);
    if (json != null) {
      Entry.write(entries, json);
    }
  }

  private List<StepWork> works() {
    if (network != null) {
      return List.of(work(network, batch, optimizer == null ? "adam" : optimizer));
    }
    List<StepWork> works = new ArrayList<>();
    for (String each : optimizer == null ? List.of("sgd", "adam") : List.of(optimizer)) {
      TABLE.forEach((sizes, rows) -> works.add(work(sizes, rows, each)));
    }
    return works;
  }

  private StepWork work(String sizes, int rows, String rule) {
    return new StepWork(
        StepWork.sizesOf(sizes),
        rows,
        Word.parse(ActivationKind.class, activation),
        Word.parse(LossKind.class, loss),
        Word.parse(OptimizerKind.class, rule),
        start(),
        Root.OUTSIDE);
  }

  private Moments start() {
    return Arrays.stream(Moments.values())
        .filter(each -> each.name().equalsIgnoreCase(moments))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--moments: zero or subnormal is needed, got \"" + moments + '"'));
  }

  private List<Engine> engines() {
    List<Engine> engines = new ArrayList<>(Engines.own());
    if (peers == null) {
      engines.addAll(Engines.peers());
    } else if (!peers.equals(List.of("none"))) {
      peers.stream()
          .map(Engines::named)
          .filter(each -> !engines.contains(each))
          .forEach(engines::add);
    }
    return engines;
  }
}
