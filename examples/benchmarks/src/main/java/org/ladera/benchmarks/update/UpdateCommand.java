package org.ladera.benchmarks.update;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ladera.benchmarks.contest.ArrayCheck;
import org.ladera.benchmarks.contest.Budget;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.work.Sizes;
import org.ladera.benchmarks.work.UpdateWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the update by Adam alone. */
@Command(
    name = "update",
    description = "time of an update by Adam alone, against copies of memory and PyTorch's updates",
    mixinStandardHelpOptions = true)
public final class UpdateCommand implements Runnable {
  private static final String NAME = "update";
  private static final double SETTLE_SECONDS = 10;
  private static final double WARM_SECONDS = 0.3;
  private static final double PILOT_SECONDS = 0.3;

  /** Of float32 rounding in parameters up to 1, which moved by 0.003. */
  private static final double TOLERANCE = 1e-4;

  @Option(
      names = "--sizes",
      split = ",",
      description = "numbers of parameters, such as 1000 or 1e3 (default: ${DEFAULT-VALUE})")
  private List<String> sizes = List.of("1e3", "1e4", "1e5", "1e6", "1e7", "1e8");

  @Option(
      names = "--peers",
      split = ",",
      description =
          "libtorch-fused, libtorch-foreach, libtorch-default, ladera-nd4j, or none"
              + " (default: ${DEFAULT-VALUE})")
  private List<String> peers = List.of("libtorch-fused", "libtorch-foreach", "libtorch-default");

  @Option(names = "--rounds", description = "how many rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      description = "how long a round is at least (default: ${DEFAULT-VALUE})")
  private double seconds = 0.5;

  @Option(
      names = "--minutes",
      description = "how long all sizes take at most, roughly (default: ${DEFAULT-VALUE})")
  private double minutes = 15;

  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public UpdateCommand() {}

  @Override
  public void run() {
    List<UpdateWork> works = Sizes.parse("--sizes", sizes).stream().map(UpdateWork::new).toList();
    Pace pace = Pace.ofParts(SETTLE_SECONDS, WARM_SECONDS, PILOT_SECONDS, seconds, rounds);
    Budget budget = new Budget(minutes, works.size());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    Map<UpdateWork, List<Outcome>> all = new LinkedHashMap<>();
    try (Field<UpdateWork> field =
        new Field<>(
            UpdateWork.KIND,
            engines(),
            new ArrayCheck(UpdateWork.CHECKED_STEPS, TOLERANCE),
            pace,
            Field.Stay.FOR_ALL,
            log)) {
      budget.announce(field.seconds(works.size()), log);
      for (UpdateWork work : works) {
        if (budget.begin(work.title(), log)) {
          all.put(work, field.run(work, budget));
          write(all, budget);
        }
      }
    }
    out.print(write(all, budget));
    output.announce(NAME, out);
  }

  private String write(Map<UpdateWork, List<Outcome>> all, Budget budget) {
    String text = UpdateReport.text(rounds, all) + budget.omitted();
    List<Entry> entries = UpdateReport.entries(all);
    output.write(NAME, text, entries, new BarPicture("One update by Adam", entries));
    return text;
  }

  private List<Engine> engines() {
    List<Engine> engines =
        new ArrayList<>(Engines.chosen(List.of(Engines.ladera()), peers, List.of()));
    engines.addAll(Engines.copies());
    return engines;
  }
}
