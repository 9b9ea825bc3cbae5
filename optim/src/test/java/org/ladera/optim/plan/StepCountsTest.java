package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.gelu;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.tanh;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Initializers;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Scope;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.plan.Plan;
import org.ladera.optim.Optimizer;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.ladera.optim.transform.WeightDecay;

/**
 * A training step passes memory as often as a careful hand would: one step for each matrix product,
 * in which everything else is done on the way.
 */
class StepCountsTest {
  private static final Loss CROSS_ENTROPY = new SoftmaxCrossEntropy();

  /** Three products forward, two back to the activations, three to the weights. */
  private static final int PRODUCTS = 8;

  private static Layer[] threeLayers(Layer activation) {
    return new Layer[] {dense(256), activation, dense(128), activation, dense(10)};
  }

  static Stream<Optimizer> rules() {
    return Stream.of(
        GradientDescent.withRate(0.1),
        Momentum.withRate(0.1),
        Adam.withRate(0.001),
        AdamW.withRate(0.001),
        Adadelta.withRate(1),
        new WeightDecay(Adam.withRate(0.001), 0.01));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anUpdateIsDoneWhereItsGradientIsMade(Optimizer rule) {
    Plan plan = Steps.ofClasses(rule, CROSS_ENTROPY, 784, threeLayers(relu()));
    Steps.assertCount(PRODUCTS, plan);
    long all = plan.program().commits().size();
    // The step count is a scalar, and changes at the end.
    assertEquals(all - 1, Steps.inPlace(plan));
  }

  static Stream<Arguments> activations() {
    return Stream.of(Arguments.of(tanh()), Arguments.of(gelu()), Arguments.of(relu()));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void anActivationAndItsDerivativeAreDoneInTheProductsBesideThem(Layer activation) {
    Steps.assertCount(
        PRODUCTS,
        Steps.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, threeLayers(activation)));
  }

  @Test
  void aLossOfManySigmoidsIsDoneInTheLastProduct() {
    Loss loss = (p, t) -> new BinaryCrossEntropy().each(Ops.sigmoid(p), t);
    Steps.assertCount(
        PRODUCTS, Steps.ofNumbers(Adam.withRate(0.001), loss, 784, 10, threeLayers(relu())));
  }

  @Test
  void logisticRegressionIsTwoSteps() {
    Loss loss = (p, t) -> new BinaryCrossEntropy().each(Ops.sigmoid(p), t);
    Steps.assertCount(2, Steps.ofNumbers(GradientDescent.withRate(0.1), loss, 30, 1, dense(1)));
  }

  @Test
  void dropoutAddsTheStepThatDrawsItsWords() {
    Layer[] layers = {
      dense(256), relu(), dropout(0.5), dense(128), relu(), dropout(0.5), dense(10)
    };
    Steps.assertCount(
        PRODUCTS + 2, Steps.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, layers));
  }

  @Test
  void aLookAheadMovesEachWeightOnceMore() {
    Steps.assertCount(
        PRODUCTS + 3,
        Steps.ofClasses(Nesterov.withRate(0.1), CROSS_ENTROPY, 784, threeLayers(relu())));
  }

  @Test
  void aGlobalNormKeepsTheGradients() {
    Plan plan =
        Steps.ofClasses(
            new ClipByGlobalNorm(Adam.withRate(0.001), 1), CROSS_ENTROPY, 784, threeLayers(relu()));
    // The products, and two large updates once the norm is known; the small ones end a step.
    Steps.assertCount(PRODUCTS + 2, plan);
  }

  private record LayerNorm() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      int features = x.shape().last();
      Node gain = scope.parameter("gain", features, Initializers.ones());
      Node shift = scope.parameter("shift", features, Initializers.zeros());
      int rows = x.shape().get(0);
      Node centered = x.minus(x.mean(-1).reshape(rows, 1));
      Node variance = centered.square().mean(-1).reshape(rows, 1);
      return centered.dividedBy(Ops.sqrt(variance.plus(1e-5))).times(gain).plus(shift);
    }
  }

  @Test
  void layerNormIsDoneInTheProductsBesideIt() {
    Steps.assertCount(
        5,
        Steps.ofClasses(
            Adam.withRate(0.001), CROSS_ENTROPY, 256, dense(256), new LayerNorm(), dense(10)));
  }

  @Test
  void batchNormReducesOverRowsInStepsOfItsOwn() {
    Layer[] layers = {dense(256), batchNorm(), relu(), dense(128), batchNorm(), relu(), dense(10)};
    // Statistics over a batch are known only after a loop: twice forward and once back for each.
    Steps.assertCount(
        PRODUCTS + 8, Steps.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, layers));
  }

  @Test
  void deepNetworksHaveThreeStepsALayer() {
    int depth = 100;
    Layer[] layers =
        Stream.generate(() -> List.of(dense(16), relu()))
            .limit(depth)
            .flatMap(List::stream)
            .toArray(Layer[]::new);
    Steps.assertCount(
        3 * depth - 1, Steps.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 16, layers));
  }
}
