package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;
import static org.ladera.autograd.loss.LossRun.floats;
import static org.ladera.autograd.loss.LossRun.labels;
import static org.ladera.autograd.loss.LossRun.matrix;
import static org.ladera.autograd.loss.LossRun.row;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.softmax;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.exp;
import static org.ladera.core.graph.Ops.log;
import static org.ladera.core.graph.Ops.sigmoid;

import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/** Logits of ±10,000 in float32: the loss, its gradient and its second derivative stay finite. */
class LossStabilityTest {
  private static final double FAR = 1e4;
  private static final List<String> BACKENDS = List.of("reference", "nd4j", "cpu");
  private static final HostArray EXTREMES = floats(-FAR, -FAR, FAR, FAR, 0, -FAR, FAR);
  private static final HostArray BITS = floats(0, 1, 0, 1, 1, 0.5, 0.5);

  /** In all of them, a logit costs softplus(z) - y z. */
  static final List<Named<Loss>> CROSS_ENTROPIES_OF_LOGITS =
      List.of(
          named("from logits", new BinaryCrossEntropyWithLogits()),
          named("of a sigmoid", (z, y) -> new BinaryCrossEntropy().each(sigmoid(z), y)),
          named(
              "of a reshaped sigmoid",
              (z, y) -> new BinaryCrossEntropy().each(sigmoid(z.reshape(1, -1)).reshape(7), y)),
          named(
              "of one class",
              (z, y) ->
                  new MultiLabelCrossEntropy().each(sigmoid(z.reshape(7, 1)), y.reshape(7, 1))),
          named("by hand", (z, y) -> byHand(sigmoid(z), y)),
          named(
              "by hand, with the sigmoid too",
              (z, y) -> byHand(constant(1).dividedBy(exp(z.negate()).plus(1)), y)));

  /** The slide's formula. */
  private static Node byHand(Node f, Node y) {
    return y.times(log(f)).plus(ones(y).times(log(ones(f)))).negate();
  }

  private static Node ones(Node x) {
    return constant(1).minus(x);
  }

  @ParameterizedTest
  @FieldSource("CROSS_ENTROPIES_OF_LOGITS")
  void binaryCrossEntropiesAreWhatTheyAreOnPaper(Loss loss) {
    double[] each = {0, FAR, FAR, 0, Math.log(2), FAR / 2, FAR / 2};
    double[] gradient = {0, -1, 1, 0, -0.5, -0.5, 0.5};
    double[] second = {0, 0, 0, 0, 0.25, 0, 0};
    for (String backend : BACKENDS) {
      LossRun.Numbers numbers = LossRun.on(backend, loss, EXTREMES, BITS);
      assertArrayEquals(each, numbers.each(), 1e-7);
      assertArrayEquals(over(7, gradient), numbers.gradient(), 1e-7);
      assertArrayEquals(over(7, second), numbers.second(), 1e-7);
    }
  }

  private static double[] over(int count, double... values) {
    double[] shares = values.clone();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= count;
    }
    return shares;
  }

  /** Losses of any two numbers. Poisson is left out: on paper it is e^10000 there. */
  static final List<Loss> OF_NUMBERS =
      List.of(
          new SquaredError(),
          new AbsoluteError(),
          new Huber(),
          new LogCosh(),
          new Hinge(),
          new SquaredHinge(),
          new Focal(),
          new Focal(0.5, 0.25),
          new Focal(0, 0.5),
          new Focal(5, 1));

  @ParameterizedTest
  @FieldSource("OF_NUMBERS")
  void lossesOfNumbersAreFinite(Loss loss) {
    for (String backend : BACKENDS) {
      assertTrue(LossRun.on(backend, loss, EXTREMES, BITS).areFinite());
    }
  }

  /** Losses of logits of classes, and indices. */
  static final List<Named<Loss>> OF_LABELS =
      List.of(
          named("softmax cross entropy", new SoftmaxCrossEntropy()),
          named("smoothed softmax cross entropy", new SoftmaxCrossEntropy(0.1)),
          named(
              "negative log-likelihood",
              (z, y) -> new NegativeLogLikelihood().each(logSoftmax(z), y)),
          named(
              "negative log-likelihood, by hand",
              (z, y) -> new NegativeLogLikelihood().each(log(softmax(z)), y)),
          named(
              "multi-label cross entropy",
              (z, y) -> new MultiLabelCrossEntropy().each(sigmoid(z), y)));

  private static final HostArray LOGITS =
      matrix(
          DType.FLOAT32,
          row(FAR, -FAR, 0),
          row(FAR, -FAR, 0),
          row(-FAR, -FAR, -FAR),
          row(FAR, FAR, -FAR));

  @ParameterizedTest
  @FieldSource("OF_LABELS")
  void lossesOfLabelsAreFinite(Loss loss) {
    for (String backend : BACKENDS) {
      assertTrue(LossRun.on(backend, loss, LOGITS, labels(0, 1, 2, 1)).areFinite());
    }
  }

  @Test
  void softmaxCrossEntropyIsWhatItIsOnPaper() {
    for (String backend : BACKENDS) {
      LossRun.Numbers numbers =
          LossRun.on(backend, new SoftmaxCrossEntropy(), LOGITS, labels(0, 1, 2, 1));
      assertArrayEquals(new double[] {0, 2 * FAR, Math.log(3), Math.log(2)}, numbers.each(), 2e-7);
      double third = 1 / 3.0;
      double[] gradient = {0, 0, 0, 1, -1, 0, third, third, -2 * third, 0.5, -0.5, 0};
      assertArrayEquals(over(4, gradient), numbers.gradient(), 1e-7);
    }
  }

  /** Losses of logits of classes, and distributions. */
  static final List<Named<Loss>> OF_DISTRIBUTIONS =
      List.of(
          named("softmax cross entropy", new SoftmaxCrossEntropy()),
          named("Kullback-Leibler", (z, y) -> new KullbackLeibler().each(softmax(z), y)),
          named("cross entropy, by hand", (z, y) -> log(softmax(z)).times(y).sum(-1).negate()),
          named("cosine distance", new CosineDistance()));

  @ParameterizedTest
  @FieldSource("OF_DISTRIBUTIONS")
  void lossesOfDistributionsAreFinite(Loss loss) {
    HostArray y =
        matrix(DType.FLOAT32, row(1, 0, 0), row(0, 1, 0), row(0.5, 0, 0.5), row(0.25, 0.25, 0.5));
    for (String backend : BACKENDS) {
      assertTrue(LossRun.on(backend, loss, LOGITS, y).areFinite());
    }
  }

  @Test
  void probabilitiesOfExactlyZeroAndOneCostNothingWhereTheyAreRight() {
    HostArray exact = floats(0, 1, 0.5);
    for (String backend : BACKENDS) {
      LossRun.Numbers numbers =
          LossRun.on(backend, new BinaryCrossEntropy(), exact, floats(0, 1, 0.5));
      assertArrayEquals(new double[] {0, 0, Math.log(2)}, numbers.each(), 1e-7);
      assertArrayEquals(over(3, 1, -1, 0), numbers.gradient(), 1e-7);
      assertArrayEquals(over(3, 1, 1, 4), numbers.second(), 1e-6);
    }
  }

  @Test
  void probabilitiesOfExactlyZeroAndOneCostInfinitelyMuchWhereTheyAreWrong() {
    double[] each = LossRun.of(new BinaryCrossEntropy(), floats(0, 1), floats(1, 0)).each();
    assertEquals(Double.POSITIVE_INFINITY, each[0]);
    assertEquals(Double.POSITIVE_INFINITY, each[1]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSlidesCostOfExactProbabilitiesIsFiniteWhereTheyAreRight(boolean weighted) {
    HostArray hot = matrix(DType.FLOAT32, row(1, 0, 0), row(0, 0, 1));
    Loss cost = new MultiLabelCrossEntropy();
    Loss loss = weighted ? (f, y) -> cost.each(f, y).times(2) : cost;
    for (String backend : BACKENDS) {
      LossRun.Numbers numbers = LossRun.on(backend, loss, hot, hot);
      assertTrue(numbers.areFinite());
      assertEquals(0, Math.abs(numbers.mean()));
    }
  }

  @Test
  void divergencesOfExactDistributionsAreFiniteWhereTheyAreRight() {
    HostArray hot = matrix(DType.FLOAT32, row(1, 0, 0), row(0, 0, 1));
    for (String backend : BACKENDS) {
      assertTrue(LossRun.on(backend, new KullbackLeibler(), hot, hot).areFinite());
      assertTrue(LossRun.on(backend, new Poisson(false), floats(0, 2), floats(0, 3)).areFinite());
    }
  }

  @Test
  void zeroVectorsHaveCosineDistanceOneAndNoGradient() {
    HostArray zeros = matrix(DType.FLOAT32, row(0, 0));
    LossRun.Numbers numbers =
        LossRun.of(new CosineDistance(), zeros, matrix(DType.FLOAT32, row(1, 2)));
    assertArrayEquals(new double[] {1}, numbers.each());
    assertArrayEquals(new double[] {0, 0}, numbers.gradient());
    assertArrayEquals(new double[] {0, 0}, numbers.second());
  }
}
