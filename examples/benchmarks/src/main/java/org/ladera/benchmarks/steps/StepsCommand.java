package org.ladera.benchmarks.steps;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.contest.Budget;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.LossCheck;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.StepWork.Moments;
import org.ladera.benchmarks.work.StepWork.Root;
import org.ladera.benchmarks.work.Word;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times training steps: of one network, or of the whole table. */
@Command(
    name = "steps",
    description = "time of a training step, Ladera against its peers; without --network the table",
    mixinStandardHelpOptions = true)
public final class StepsCommand implements Runnable {
  private static final String NAME = "steps";
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

  @Option(
      names = "--minutes",
      description = "how long all networks take at most, roughly (default: ${DEFAULT-VALUE})")
  private double minutes = 39;

  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public StepsCommand() {}

  @Override
  public void run() {
    List<StepWork> works = works();
    Budget budget = new Budget(minutes, works.size());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    StringBuilder text = new StringBuilder(StepsReport.preamble(rounds));
    out.print(text);
    out.flush();
    Map<StepWork, List<Outcome>> all = new LinkedHashMap<>();
    try (LossCheck check = new LossCheck();
        Field<StepWork> field =
            new Field<>(
                StepWork.KIND,
                Engines.chosen(Engines.own(), peers, Engines.peers()),
                check,
                Pace.ofSteps(rounds),
                Field.Stay.FOR_ONE_WORK,
                log)) {
      budget.announce(field.seconds(works.size()), log);
      for (StepWork work : works) {
        if (budget.begin(work.title(), log)) {
          List<Outcome> outcomes = field.run(work, budget);
          all.put(work, outcomes);
          String section = StepsReport.section(work, outcomes);
          text.append(section);
          out.print(section);
          out.flush();
          write(text + end(all, budget), all);
        }
      }
    }
    write(text + end(all, budget), all);
    out.print(end(all, budget));
    output.announce(NAME, out);
  }

  private static String end(Map<StepWork, List<Outcome>> all, Budget budget) {
    return (all.size() > 1 ? StepsReport.summary(all) : "") + budget.omitted();
  }

  private void write(String text, Map<StepWork, List<Outcome>> all) {
    List<Entry> entries = StepsReport.entries(all);
    output.write(NAME, text, entries, new BarPicture("One training step", entries));
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
}
