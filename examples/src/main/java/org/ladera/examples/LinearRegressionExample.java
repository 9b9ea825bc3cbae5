package org.ladera.examples;

import java.io.PrintWriter;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.data.Split;
import org.ladera.optim.metric.Metrics;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Least squares by batch gradient descent, from first principles, beside its closed-form solution.
 */
@Command(
    name = "linear-regression",
    description = "gradient descent on the diabetes data, beside the closed-form solution",
    mixinStandardHelpOptions = true)
final class LinearRegressionExample implements Runnable {
  @Option(names = "--rate", description = "learning rate (default: ${DEFAULT-VALUE})")
  private double rate = 0.2;

  @Option(names = "--updates", description = "full-batch updates (default: ${DEFAULT-VALUE})")
  private int updates = 5000;

  @Option(names = "--seed", description = "fixes the split (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    Split diabetes = Datasets.diabetes().standardised().split(0.8, seed);
    INDArray features = diabetes.train().features().castTo(DataType.DOUBLE);
    INDArray targets = column(diabetes.train().labels());

    Parameter w = Parameter.of("w", zeros(features.columns()));
    Parameter b = Parameter.of("b", zeros());
    TrainingStep step =
        TrainingStep.of(
            GradientDescent.withRate(rate),
            (x, y) -> new SquaredError().mean(predicted(x, w, b), y));

    PrintWriter out = spec.commandLine().getOut();
    double[] exact = closedForm(features, targets);
    double best = cost(features, targets, exact);
    out.printf(Locale.ROOT, "%8s  %14s  %24s%n", "updates", "cost", "above the closed form by");
    for (int update = 0; update <= updates; update++) {
      double cost = step.run(features, targets);
      if (update == updates || Integer.bitCount(update) <= 1) {
        out.printf(Locale.ROOT, "%8d  %14.6f  %24.3e%n", update, cost, cost - best);
      }
    }
    double[] found = HostArray.copyOf(w.value()).toDoubles();
    double off = Math.abs(b.value().getDouble(0) - exact[found.length]);
    for (int i = 0; i < found.length; i++) {
      off = Math.max(off, Math.abs(found[i] - exact[i]));
    }
    out.printf(Locale.ROOT, "closed form: cost %.6f%n", best);
    out.printf(Locale.ROOT, "largest difference of a weight: %.3e%n", off);
    out.printf(
        Locale.ROOT,
        "held-out R2: %.4f%n",
        r2(
            diabetes.test().features().castTo(DataType.DOUBLE),
            column(diabetes.test().labels()),
            w,
            b));
    out.flush();
  }

  private static Node predicted(Node x, Node w, Node b) {
    return x.dot(w).plus(b);
  }

  private static HostArray zeros(int... sizes) {
    return HostArray.zeros(new TensorType(DType.FLOAT64, Shape.of(sizes)));
  }

  private static INDArray column(INDArray labels) {
    return labels.castTo(DataType.DOUBLE).reshape(labels.length());
  }

  /** The weights, then the bias, by QR decomposition. */
  private static double[] closedForm(INDArray features, INDArray targets) {
    RealMatrix design = design(features);
    return new QRDecomposition(design)
        .getSolver()
        .solve(new ArrayRealVector(targets.toDoubleVector()))
        .toArray();
  }

  private static RealMatrix design(INDArray features) {
    double[][] rows = features.toDoubleMatrix();
    RealMatrix design = new Array2DRowRealMatrix(rows.length, rows[0].length + 1);
    for (int row = 0; row < rows.length; row++) {
      design.setSubMatrix(new double[][] {rows[row]}, row, 0);
      design.setEntry(row, rows[row].length, 1);
    }
    return design;
  }

  private static double cost(INDArray features, INDArray targets, double[] weights) {
    double[] predictions = design(features).operate(weights);
    double sum = 0;
    for (int i = 0; i < predictions.length; i++) {
      double error = predictions[i] - targets.getDouble(i);
      sum += error * error;
    }
    return sum / predictions.length;
  }

  private static double r2(INDArray features, INDArray targets, Parameter w, Parameter b) {
    try (var predict = Compiled.of((x, y) -> Metrics.r2().sums(predicted(x, w, b), y))) {
      double[] sums = HostArray.copyOf(predict.run(features, targets)).toDoubles();
      return Metrics.r2().value(sums);
    }
  }
}
