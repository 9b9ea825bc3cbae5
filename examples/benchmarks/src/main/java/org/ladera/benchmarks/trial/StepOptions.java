package org.ladera.benchmarks.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.Word;
import picocli.CommandLine.Option;

/** Which training step, and who does it. */
public final class StepOptions {
  @Option(names = "--network", description = "sizes (default: ${DEFAULT-VALUE})")
  private String network = "784-256-128-10";

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
      description = "sgd, momentum, adam, ... (default: ${DEFAULT-VALUE})")
  private String optimizer = "adam";

  @Option(
      names = "--peers",
      split = ",",
      description = "which of the other libraries, or none (default: all; growth: none)")
  private @Nullable List<String> peers;

  /** For picocli. */
  public StepOptions() {}

  /** {@return the step} */
  public StepWork work() {
    return work(StepWork.sizesOf(network), batch);
  }

  /**
   * {@return the step of another network}
   *
   * @param sizes its sizes
   * @param rows the rows of its batch
   */
  public StepWork work(List<Integer> sizes, int rows) {
    return new StepWork(
        sizes,
        rows,
        Word.parse(ActivationKind.class, activation),
        Word.parse(LossKind.class, loss),
        Word.parse(OptimizerKind.class, optimizer),
        StepWork.Moments.ZERO,
        StepWork.Root.OUTSIDE);
  }

  /**
   * {@return Ladera, and the chosen ones behind it}
   *
   * @param unchosen who comes where none is chosen
   */
  public List<Engine> engines(List<Engine> unchosen) {
    return Engines.chosen(List.of(Engines.ladera()), peers, unchosen);
  }
}
