package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Named.named;
import static org.ladera.autograd.GradientCheck.random;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.softmax;
import static org.ladera.core.graph.Ops.sigmoid;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every loss against central differences, to second order, with respect to prediction and target.
 */
class LossGradientTest {
  /** Losses of any two numbers; random normal numbers do not lie on their kinks. */
  static final List<Loss> OF_NUMBERS =
      List.of(
          new SquaredError(),
          new AbsoluteError(),
          new Huber(0.7),
          new LogCosh(),
          new BinaryCrossEntropyWithLogits(),
          new Hinge(),
          new SquaredHinge(),
          new Poisson(),
          new Focal(),
          new Focal(0.5, 0.6),
          new Focal(0, 0.5));

  /** Losses of rows, whose target may be any row. */
  static final List<Loss> OF_ROWS =
      List.of(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(0.2), new CosineDistance());

  /** Losses of probabilities, by way of logits that they see, and of others that they do not. */
  static final List<Named<Loss>> OF_PROBABILITIES =
      List.of(
          named(
              "binary cross entropy of a sigmoid",
              (z, y) -> new BinaryCrossEntropy().each(sigmoid(z), sigmoid(y))),
          named(
              "binary cross entropy",
              (z, y) -> new BinaryCrossEntropy().each(sigmoid(z).times(0.9), sigmoid(y))),
          named(
              "multi-label cross entropy of a sigmoid",
              (z, y) -> new MultiLabelCrossEntropy().each(sigmoid(z), sigmoid(y))),
          named(
              "multi-label cross entropy",
              (z, y) -> new MultiLabelCrossEntropy().each(sigmoid(z).times(0.9), sigmoid(y))),
          named(
              "Kullback-Leibler of a softmax",
              (z, y) -> new KullbackLeibler().each(softmax(z), softmax(y))),
          named(
              "Kullback-Leibler",
              (z, y) -> new KullbackLeibler().each(softmax(z).times(0.5), softmax(y))),
          named("Poisson of a count", (z, y) -> new Poisson(false).each(sigmoid(z), sigmoid(y))));

  /** Losses of logits of classes, and indices. */
  static final List<Named<Loss>> OF_LABELS =
      List.of(
          named("softmax cross entropy", new SoftmaxCrossEntropy()),
          named("smoothed softmax cross entropy", new SoftmaxCrossEntropy(0.2)),
          named(
              "negative log-likelihood",
              (z, y) -> new NegativeLogLikelihood().each(logSoftmax(z), y)),
          named(
              "multi-label cross entropy",
              (z, y) -> new MultiLabelCrossEntropy().each(sigmoid(z), y)));

  @ParameterizedTest
  @FieldSource("OF_NUMBERS")
  void ofNumbers(Loss loss) {
    GradientCheck check = GradientCheck.of((p, y) -> loss.mean(p, y)).order(2);
    check.at(random(), random().add(0.5));
    check.at(random(1), random(1).mul(2));
    check.at(random(7), random(7).add(0.25));
    check.at(random(2, 1, 3), random(2, 1, 3).mul(-1.5));
  }

  @ParameterizedTest
  @FieldSource("OF_ROWS")
  void ofRows(Loss loss) {
    GradientCheck check = GradientCheck.of((p, y) -> loss.mean(p, y)).order(2);
    check.at(random(3), random(3).add(0.25));
    check.at(random(4, 3), random(12).reshape(4, 3));
    check.at(random(2, 1, 3), random(2, 1, 3).add(1));
  }

  @ParameterizedTest
  @FieldSource("OF_PROBABILITIES")
  void ofProbabilities(Loss loss) {
    GradientCheck check = GradientCheck.of((p, y) -> loss.mean(p, y)).order(2);
    check.at(random(4), random(4).mul(-0.5));
    check.at(random(2, 3), random(6).reshape(2, 3));
  }

  @ParameterizedTest
  @FieldSource("OF_LABELS")
  void ofLabels(Loss loss) {
    INDArray labels = LossRun.labels(2, 0, 1, 1).toINDArray();
    GradientCheck.of((z, y) -> loss.mean(z, y)).order(2).at(random(4, 3), labels);
    INDArray label = LossRun.labels(2).toINDArray();
    GradientCheck.of((z, y) -> loss.mean(z, y)).order(2).at(random(1, 3), label);
  }

  @Test
  void weightedMeans() {
    Loss loss = new SquaredError();
    GradientCheck.of((p, y, w) -> loss.mean(p, y, w))
        .order(2)
        .at(random(4, 3), random(4, 3).add(1), LossRun.vector(0.5, 1, 2, 3).toINDArray());
  }

  @Test
  void aMaskedClassGetsNoGradientAndDisturbsNone() {
    HostArray mask = LossRun.matrix(LossRun.row(0, 0, Double.NEGATIVE_INFINITY));
    Node masked = Ops.constant(mask);
    INDArray labels = LossRun.labels(1, 0).toINDArray();
    Stream.of(new SoftmaxCrossEntropy(), (Loss) new NegativeLogLikelihoodOfLogits())
        .forEach(
            loss ->
                GradientCheck.of((z, y) -> loss.mean(z.plus(masked), y))
                    .order(2)
                    .at(random(2, 3), labels));
  }

  private record NegativeLogLikelihoodOfLogits() implements Loss {
    @Override
    public Node each(Node prediction, Node target) {
      return new NegativeLogLikelihood().each(logSoftmax(prediction), target);
    }
  }
}
