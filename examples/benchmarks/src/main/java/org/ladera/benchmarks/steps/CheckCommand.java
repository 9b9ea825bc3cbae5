package org.ladera.benchmarks.steps;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.contest.LossCheck;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.report.Texts;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.StepWork.Moments;
import org.ladera.benchmarks.work.StepWork.Root;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the losses of every activation, loss and optimizer with Ladera's, and times nothing. */
@Command(
    name = "check",
    description = "which activations, losses and optimizers the peers have, and whether they agree",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Runnable {
  private static final List<Integer> SIZES = List.of(12, 10, 8, 5);
  private static final int BATCH = 16;

  @Option(
      names = "--peers",
      split = ",",
      description = "which of the other libraries (default: all)")
  private @Nullable List<String> peers;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public CheckCommand() {}

  @Override
  public void run() {
    List<Engine> engines =
        peers == null ? Engines.peers() : peers.stream().map(Engines::named).toList();
    Map<StepWork, List<String>> rows = new LinkedHashMap<>();
    works().forEach(work -> rows.put(work, new ArrayList<>(List.of(work.title()))));
    try (LossCheck check = new LossCheck()) {
      for (Engine engine : engines) {
        fill(rows, engine, check);
      }
    }
    List<String> head = new ArrayList<>(List.of("losses differ by, at most"));
    engines.forEach(engine -> head.add(engine.name()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(Texts.table(head, List.copyOf(rows.values())));
    out.flush();
  }

  /** A process that broke off is followed by a fresh one. */
  private static void fill(Map<StepWork, List<String>> rows, Engine engine, LossCheck check) {
    EngineProcess process = new EngineProcess(engine, engine.settings(1).getFirst());
    try {
      for (Map.Entry<StepWork, List<String>> row : rows.entrySet()) {
        String result;
        try {
          process.open(row.getKey());
          double difference = check.difference(engine, process, row.getKey());
          result = String.format(Locale.ROOT, "%.0e", difference);
        } catch (LackingException failure) {
          result = String.valueOf(failure.getMessage());
        } catch (EngineFailure failure) {
          result = String.valueOf(failure.getMessage());
          process.close();
          process = new EngineProcess(engine, engine.settings(1).getFirst());
        }
        row.getValue().add(result.replaceAll("\\s+", " "));
      }
    } finally {
      process.close();
    }
  }

  private static Set<StepWork> works() {
    Set<StepWork> works = new LinkedHashSet<>();
    for (ActivationKind activation : ActivationKind.values()) {
      works.add(work(activation, LossKind.SOFTMAX, OptimizerKind.SGD, Moments.ZERO));
    }
    for (LossKind loss : LossKind.values()) {
      works.add(work(ActivationKind.TANH, loss, OptimizerKind.SGD, Moments.ZERO));
    }
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      works.add(work(ActivationKind.TANH, LossKind.SOFTMAX, optimizer, Moments.ZERO));
    }
    works.add(work(ActivationKind.RELU, LossKind.SOFTMAX, OptimizerKind.ADAM, Moments.SUBNORMAL));
    return works;
  }

  private static StepWork work(
      ActivationKind activation, LossKind loss, OptimizerKind optimizer, Moments moments) {
    return new StepWork(SIZES, BATCH, activation, loss, optimizer, moments, Root.OUTSIDE);
  }
}
