package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.gelu;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.tanh;
import static org.ladera.optim.plan.Networks.deep;
import static org.ladera.optim.plan.Networks.threeLayers;
import static org.ladera.optim.plan.Workloads.CROSS_ENTROPY;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.autograd.nn.Layer;
import org.ladera.core.plan.Plan;
import org.ladera.core.program.Commit;
import org.ladera.optim.Optimizer;
import org.ladera.optim.plan.Networks.LayerNorm;
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
  /** Three products forward, two back to the activations, three to the weights. */
  private static final int PRODUCTS = 8;

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
    Plan plan = Workload.ofClasses(rule, CROSS_ENTROPY, 784, threeLayers(relu())).plan();
    assertEquals(PRODUCTS, Steps.count(plan));
    List<String> copied =
        plan.program().commits().stream()
            .filter(commit -> !commit.inPlace())
            .map(Commit::label)
            .toList();
    assertEquals(List.of("step"), copied, "a scalar, which changes at the end");
  }

  static Stream<Arguments> activations() {
    return Stream.of(Arguments.of(tanh()), Arguments.of(gelu()), Arguments.of(relu()));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void anActivationAndItsDerivativeAreDoneInTheProductsBesideThem(Layer activation) {
    Steps.assertCount(
        PRODUCTS,
        Workload.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, threeLayers(activation)));
  }

  @Test
  void aLossOfManySigmoidsIsDoneInTheLastProduct() {
    Steps.assertCount(
        PRODUCTS,
        Workload.ofNumbers(
            Adam.withRate(0.001), Workloads.sigmoids(), 784, 10, threeLayers(relu())));
  }

  @Test
  void logisticRegressionIsTwoSteps() {
    Steps.assertCount(
        2,
        Workload.ofNumbers(GradientDescent.withRate(0.1), Workloads.sigmoids(), 30, 1, dense(1)));
  }

  @Test
  void dropoutAddsTheStepThatDrawsItsWords() {
    Layer[] layers = {
      dense(256), relu(), dropout(0.5), dense(128), relu(), dropout(0.5), dense(10)
    };
    Steps.assertCount(
        PRODUCTS + 2, Workload.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, layers));
  }

  @Test
  void aLookAheadMovesEachWeightOnceMore() {
    Steps.assertCount(
        PRODUCTS + 3,
        Workload.ofClasses(Nesterov.withRate(0.1), CROSS_ENTROPY, 784, threeLayers(relu())));
  }

  @Test
  void aGlobalNormKeepsTheGradients() {
    // The products, and two large updates once the norm is known; the small ones end a step.
    Steps.assertCount(
        PRODUCTS + 2,
        Workload.ofClasses(
            new ClipByGlobalNorm(Adam.withRate(0.001), 1),
            CROSS_ENTROPY,
            784,
            threeLayers(relu())));
  }

  @Test
  void layerNormIsDoneInTheProductsBesideIt() {
    Steps.assertCount(
        5,
        Workload.ofClasses(
            Adam.withRate(0.001), CROSS_ENTROPY, 256, dense(256), new LayerNorm(), dense(10)));
  }

  @Test
  void batchNormHasThreeStepsBesidesItsProducts() {
    Layer[] layers = {dense(256), batchNorm(), relu(), dense(128), batchNorm(), relu(), dense(10)};
    // For each the variance, once the mean is known, what needs it, and one step back.
    Steps.assertCount(
        PRODUCTS + 6, Workload.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 784, layers));
  }

  @Test
  void deepNetworksHaveThreeStepsALayer() {
    int depth = 1000;
    Steps.assertCount(
        3 * depth - 1, Workload.ofClasses(Adam.withRate(0.001), CROSS_ENTROPY, 16, deep(depth)));
  }

  @Test
  void anAttentionBlockHasFourStepsBesidesItsProducts() {
    Steps.assertCount(28, Workloads.attention(Adam.withRate(0.001)));
  }

  @Test
  void aTiedEmbeddingIsGatheredMultipliedAndScattered() {
    // The gather, two products forward and four back, and the scatter.
    Steps.assertCount(8, Workloads.tiedEmbedding(Adam.withRate(0.001)));
  }

  @Test
  void aRecurrentUnitHasSixProductsAStep() {
    Steps.assertCount(126, Workloads.recurrent(Adam.withRate(0.001), 20));
  }

  @Test
  void aSecondGradientIsEightProductsMore() {
    // And two weights that go uphill between; the third does so at the end of a step.
    Steps.assertCount(2 * PRODUCTS + 2, Workloads.sharpnessAware());
  }

  @Test
  void aRatioOfNormsTakesEachGradientTwice() {
    Steps.assertCount(13, Workloads.ratioOfNorms());
  }
}
