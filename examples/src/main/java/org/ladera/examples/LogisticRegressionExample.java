package org.ladera.examples;

import static org.ladera.core.graph.Ops.sigmoid;
import static org.ladera.optim.metric.Metrics.binaryAccuracy;

import java.io.PrintWriter;
import java.util.Locale;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.data.Split;
import org.ladera.optim.rule.GradientDescent;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The lecture's perceptron with a sigmoid, from first principles: no layer, no trainer. */
@Command(
    name = "logistic-regression",
    description = "the lecture's logistic regression on breast cancer, from first principles",
    mixinStandardHelpOptions = true)
final class LogisticRegressionExample implements Runnable {
  @Option(names = "--rate", description = "learning rate (default: ${DEFAULT-VALUE})")
  private double rate = 0.1;

  @Option(names = "--updates", description = "full-batch updates (default: ${DEFAULT-VALUE})")
  private int updates = 500;

  @Option(names = "--seed", description = "fixes the split (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    Split cancer = Datasets.breastCancer().standardised().split(0.8, seed);
    PrintWriter out = spec.commandLine().getOut();

    Parameter w = Parameter.zeros("w", 30);
    Parameter b = Parameter.zeros("b");
    TrainingStep step =
        TrainingStep.of(
            GradientDescent.withRate(rate),
            (x, y) -> new BinaryCrossEntropy().mean(sigmoid(x.dot(w).plus(b)), y));
    double cost = Double.NaN;
    for (int update = 1; update <= updates; update++) {
      cost = step.run(cancer.train().features(), cancer.train().labels());
      if (update == updates || Integer.bitCount(update) == 1) {
        out.printf(Locale.ROOT, "update %4d: cost %.6f%n", update, cost);
      }
    }
    out.printf(Locale.ROOT, "training accuracy %.1f %%%n", 100 * accuracy(cancer.train(), w, b));
    out.printf(Locale.ROOT, "held-out accuracy %.1f %%%n", 100 * accuracy(cancer.test(), w, b));
    out.flush();
  }

  private static double accuracy(Dataset data, Parameter w, Parameter b) {
    try (Compiled hits =
        Compiled.of((x, y) -> binaryAccuracy(0.5).sums(sigmoid(x.dot(w).plus(b)), y))) {
      double[] sums = HostArray.copyOf(hits.run(data.features(), data.labels())).toDoubles();
      return binaryAccuracy(0.5).value(sums);
    }
  }
}
