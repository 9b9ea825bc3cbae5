package org.ladera.benchmarks.ops;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Sizes;
import org.ladera.benchmarks.work.Task;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times ops by size. */
@Command(
    name = "ops",
    description = "time of single ops and of chains by size, and of a small kernel",
    mixinStandardHelpOptions = true)
public final class OpsCommand implements Runnable {
  private static final String NAME = "ops";
  private static final double SETTLE_SECONDS = 20;
  private static final double WARM_SECONDS = 0.05;
  private static final double PILOT_SECONDS = 0.05;

  /** Of float32 rounding, and of expansions that are an ulp or two apart. */
  private static final double TOLERANCE = 1e-4;

  @Option(
      names = "--ops",
      split = ",",
      description =
          "names of ops or groups, such as gelu, sum-last or chain; overhead is what a small"
              + " kernel costs (default: all)")
  private @Nullable List<String> ops;

  @Option(
      names = "--sizes",
      split = ",",
      description = "numbers of entries, such as 1000 or 1e3 (default: ${DEFAULT-VALUE})")
  private List<String> sizes = List.of("1", "1e3", "1e5", "1e6", "1e7");

  @Option(
      names = "--peers",
      split = ",",
      description = "libtorch, ladera-nd4j, or none (default: ${DEFAULT-VALUE})")
  private List<String> peers = List.of("libtorch");

  @Option(names = "--rounds", description = "how many rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      description = "how long a round is at least (default: ${DEFAULT-VALUE})")
  private double seconds = 0.05;

  @Option(
      names = "--minutes",
      description = "how long all ops take at most, roughly (default: ${DEFAULT-VALUE})")
  private double minutes = 15;

  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private final Map<Task, List<Outcome>> all = new LinkedHashMap<>();

  /** For picocli. */
  public OpsCommand() {}

  @Override
  public void run() {
    OpChoice choice = ops == null ? OpChoice.all() : OpChoice.parse(ops);
    List<Integer> counts = Sizes.parse("--sizes", sizes);
    Pace pace = Pace.ofParts(SETTLE_SECONDS, WARM_SECONDS, PILOT_SECONDS, seconds, rounds);
    int overheads = choice.hasOverhead() ? 1 : 0;
    Budget budget = new Budget(minutes, choice.kinds().size() + overheads);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    ArrayCheck check = new ArrayCheck(1, TOLERANCE);
    List<Engine> own = List.of(Engines.ladera());
    List<Engine> engines = Engines.chosen(own, peers, List.of());
    try (Field<KernelWork> kernels =
            new Field<>(KernelWork.KIND, own, check, pace, Field.Stay.FOR_ALL, log);
        Field<OpWork> field =
            new Field<>(OpWork.KIND, engines, check, pace, Field.Stay.FOR_ALL, log)) {
      budget.announce(
          kernels.seconds(overheads * KernelWork.COUNTS.size())
              + field.seconds(choice.kinds().size() * counts.size()),
          log);
      if (choice.hasOverhead() && budget.begin(OpChoice.OVERHEAD, log)) {
        KernelWork.COUNTS.forEach(count -> play(new KernelWork(count), kernels, budget));
        kernels.renew();
        write(budget);
      }
      OpKind.@Nullable Group group = null;
      for (OpKind op : choice.kinds()) {
        if (budget.begin(op.word(), log)) {
          if (op.group() != group) {
            // The JIT's view of one kind could change the code of another.
            field.renew();
            group = op.group();
          }
          counts.forEach(count -> play(new OpWork(op, count), field, budget));
          write(budget);
        }
      }
    }
    out.print(text(budget));
    output.announce(NAME, out);
  }

  private <T extends Task> void play(T task, Field<T> field, Budget budget) {
    PrintWriter log = spec.commandLine().getErr();
    log.println(task.title());
    log.flush();
    all.put(task, field.run(task, budget));
    output.write(NAME, text(budget), OpsReport.entries(all));
  }

  /** The picture has one size, so that a picture an op is enough. */
  private void write(Budget budget) {
    List<Entry> pictured = OpsReport.entries(OpsReport.pictured(all));
    output.write(NAME, text(budget), OpsReport.entries(all), new BarPicture("Ops", pictured));
  }

  private String text(Budget budget) {
    return OpsReport.text(rounds, all) + budget.omitted();
  }
}
