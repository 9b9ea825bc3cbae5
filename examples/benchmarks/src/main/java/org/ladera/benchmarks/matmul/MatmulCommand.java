package org.ladera.benchmarks.matmul;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.contest.ArrayCheck;
import org.ladera.benchmarks.contest.Budget;
import org.ladera.benchmarks.contest.Field;
import org.ladera.benchmarks.contest.Pace;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.report.BarPicture;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.trial.Output;
import org.ladera.benchmarks.work.ProductWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times matrix products. */
@Command(
    name = "matmul",
    description = "time of matrix products: those of the networks' steps, and squares",
    mixinStandardHelpOptions = true)
public final class MatmulCommand implements Runnable {
  private static final String NAME = "matmul";
  private static final double SETTLE_SECONDS = 10;
  private static final double WARM_SECONDS = 0.3;
  private static final double PILOT_SECONDS = 0.2;

  /** Of sums of up to 2048 positive products in float32, in another order. */
  private static final double TOLERANCE = 1e-4;

  @Option(
      names = "--shapes",
      split = ",",
      description =
          "rows x inner x columns, such as 128x784x256, with a t behind rows or columns where that"
              + " matrix is there transposed, and a d at the end for float64 (default: those of"
              + " the four networks' steps, and squares of 16 to 2048)")
  private @Nullable List<String> shapes;

  @Option(
      names = "--peers",
      split = ",",
      description = "openblas, onednn, libtorch, ladera-nd4j, or none (default: ${DEFAULT-VALUE})")
  private List<String> peers = List.of("openblas", "onednn", "libtorch");

  @Option(names = "--rounds", description = "how many rounds (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      description = "how long a round is at least (default: ${DEFAULT-VALUE})")
  private double seconds = 0.2;

  @Option(
      names = "--minutes",
      description = "how long all products take at most, roughly (default: ${DEFAULT-VALUE})")
  private double minutes = 15;

  @Mixin private Output output = new Output();
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public MatmulCommand() {}

  @Override
  public void run() {
    List<ProductWork> works =
        shapes == null ? all() : shapes.stream().map(ProductWork::decode).toList();
    Pace pace = Pace.ofParts(SETTLE_SECONDS, WARM_SECONDS, PILOT_SECONDS, seconds, rounds);
    Budget budget = new Budget(minutes, works.size());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter log = spec.commandLine().getErr();
    Map<ProductWork, List<Outcome>> all = new LinkedHashMap<>();
    try (Field<ProductWork> field =
        new Field<>(
            ProductWork.KIND,
            Engines.chosen(List.of(Engines.ladera()), peers, List.of()),
            new ArrayCheck(1, TOLERANCE),
            pace,
            Field.Stay.FOR_ALL,
            log)) {
      budget.announce(field.seconds(works.size()), log);
      for (ProductWork work : works) {
        if (budget.begin(work.title(), log)) {
          all.put(work, field.run(work, budget));
          write(all, budget);
        }
      }
    }
    out.print(write(all, budget));
    output.announce(NAME, out);
  }

  private String write(Map<ProductWork, List<Outcome>> all, Budget budget) {
    String text = MatmulReport.text(rounds, all) + budget.omitted();
    List<Entry> entries = MatmulReport.entries(all);
    output.write(NAME, text, entries, new BarPicture("Matrix products", entries));
    return text;
  }

  private static List<ProductWork> all() {
    Set<ProductWork> works = new LinkedHashSet<>();
    works.addAll(ProductWork.ofNetwork(List.of(4, 16, 16, 3), 32));
    works.addAll(ProductWork.ofNetwork(List.of(64, 64, 64, 10), 64));
    works.addAll(ProductWork.ofNetwork(List.of(784, 256, 128, 10), 128));
    works.addAll(ProductWork.ofNetwork(List.of(784, 1024, 1024, 10), 256));
    works.addAll(ProductWork.squares());
    return List.copyOf(works);
  }
}
