package org.ladera.benchmarks.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Sizes;
import org.ladera.benchmarks.work.Task;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times ops by size. */
@Command(
    name = "ops",
    description = "time of single ops and of chains by size, and of a small kernel",
    mixinStandardHelpOptions = true)
public final class OpsCommand implements Runnable {
  private static final double SETTLE_SECONDS = 20;
  private static final double WARM_SECONDS = 0.2;
  private static final double PILOT_SECONDS = 0.1;

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
  private List<String> sizes = List.of("1", "1e3", "1e4", "1e5", "1e6", "1e7");

  @Option(
      names = "--peers",
      split = ",",
      description = "libtorch, ladera-nd4j, or none (default: ${DEFAULT-VALUE})")
  private List<String> peers = List.of("libtorch");

  @Option(names = "--rounds", description = "how many rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      description = "how long a round is at least (default: ${DEFAULT-VALUE})")
  private double seconds = 0.1;

  @Option(names = "--json", description = "where the results go as JSON (default: nowhere)")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "where the tables go (default: ${DEFAULT-VALUE})")
  private Path markdown = Path.of("target", "benchmarks", "ops.md");

  @Option(names = "--plot", description = "where the picture goes (default: ${DEFAULT-VALUE})")
  private Path plot = Path.of("target", "benchmarks", "ops.png");

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private final Map<Task, List<Outcome>> all = new LinkedHashMap<>();

  /** For picocli. */
  public OpsCommand() {}

  @Override
  public void run() {
    OpChoice choice = ops == null ? OpChoice.all() : OpChoice.parse(ops);
    List<Integer> counts = Sizes.parse("--sizes", sizes);
    Pace pace = new Pace(SETTLE_SECONDS, WARM_SECONDS, PILOT_SECONDS, seconds, rounds);
    if (choice.hasOverhead()) {
      play(
          KernelWork.KIND,
          List.of(Engines.ladera()),
          pace,
          KernelWork.COUNTS.stream().map(KernelWork::new).toList());
    }
    // Fresh processes for each op, as the JIT's view of one could change another's code.
    for (OpKind op : choice.kinds()) {
      play(
          OpWork.KIND,
          engines(),
          pace,
          counts.stream().map(count -> new OpWork(op, count)).toList());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(OpsReport.text(rounds, all));
    BarPicture.save("Ops", OpsReport.entries(OpsReport.pictured(all)), plot);
    out.println("\ntables: " + markdown.toAbsolutePath());
    out.println("picture: " + plot.toAbsolutePath());
    out.flush();
  }

  private void play(String kind, List<Engine> engines, Pace pace, List<? extends Task> tasks) {
    PrintWriter log = spec.commandLine().getErr();
    try (Field field = new Field(kind, engines, pace, log)) {
      for (Task task : tasks) {
        log.println(task.title());
        log.flush();
        all.put(task, field.run(task, 1, TOLERANCE));
        // After each work, so that an end before time loses none.
        Texts.write(markdown, OpsReport.text(rounds, all));
        if (json != null) {
          Entry.write(OpsReport.entries(all), json);
        }
      }
    }
  }

  private List<Engine> engines() {
    List<Engine> engines = new ArrayList<>(List.of(Engines.ladera()));
    if (!peers.equals(List.of("none"))) {
      peers.stream()
          .map(Engines::named)
          .filter(each -> !engines.contains(each))
          .forEach(engines::add);
    }
    return engines;
  }
}
