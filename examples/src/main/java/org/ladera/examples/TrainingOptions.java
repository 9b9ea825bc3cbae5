package org.ladera.examples;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ladera.optim.Optimizer;
import org.ladera.optim.train.Trainer;
import picocli.CommandLine.Option;

/** The options that every example of a network shares. */
final class TrainingOptions {
  @Option(
      names = "--optimizer",
      description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private OptimizerName optimizer = OptimizerName.ADAM;

  @Option(names = "--rate", description = "learning rate (default: the optimizer's own)")
  private @Nullable Double rate;

  @Option(
      names = "--epochs",
      description = "passes over the training data (default: the example's)")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch-size",
      description = "examples of a batch, or 'full' (default: the example's)")
  private @Nullable String batchSize;

  @Option(
      names = "--seed",
      description =
          "fixes initial weights, order of batches and dropout (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(names = "--quiet", description = "no progress bar")
  private boolean quiet;

  @Option(names = "--plot", description = "where to draw the losses, as PNG (default: nowhere)")
  private @Nullable Path plot;

  long seed() {
    return seed;
  }

  @Nullable Path plot() {
    return plot;
  }

  /** The optimizer, with the rate asked for, else that of the example for Adam, else its own. */
  Optimizer optimizer(double adamRate) {
    if (rate != null) {
      return optimizer.withRate(rate);
    }
    return optimizer == OptimizerName.ADAM ? optimizer.withRate(adamRate) : optimizer.standard();
  }

  Trainer apply(Trainer trainer, int standardEpochs, int standardBatchSize) {
    Trainer configured = trainer.epochs(epochs == null ? standardEpochs : epochs);
    configured = quiet ? configured.quiet() : configured;
    if ("full".equals(batchSize)) {
      return configured.fullBatch();
    }
    return configured.batchSize(batchSize == null ? standardBatchSize : size(batchSize));
  }

  private static int size(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException failure) {
      throw new IllegalArgumentException(
          "--batch-size: a whole number or 'full' is needed, got \"" + text + '"', failure);
    }
  }
}
