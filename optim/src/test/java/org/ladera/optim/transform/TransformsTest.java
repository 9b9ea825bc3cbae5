package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Transforms of the gradient, on parameters of two types whose gradients are given. */
class TransformsTest {
  private final Parameter weight =
      Parameter.of("layer.weight", HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 10, 20));
  private final Parameter bias =
      Parameter.of("layer.bias", HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 30));

  private Results along(Optimizer optimizer, double... gradient) {
    INDArray first =
        HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), gradient[0], gradient[1]).toINDArray();
    INDArray second = HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), gradient[2]).toINDArray();
    return Backends.using(
        Backends.named("reference"),
        () ->
            TrainingStep.of(
                    optimizer,
                    (x, y) -> weight.times(x).sum().plus(bias.times(y).cast(DType.FLOAT64)))
                .results(first, second));
  }

  private double[] point() {
    double[] w = HostArray.copyOf(weight.value()).toDoubles();
    return new double[] {w[0], w[1], bias.value().getDouble(0)};
  }

  @Test
  void decayAddsAShareOfTheParameter() {
    along(new WeightDecay(GradientDescent.withRate(1), 0.5), 1, 2, 3);
    assertArrayEquals(new double[] {10 - 6, 20 - 12, 30 - 18}, point(), 0);
  }

  @Test
  void decayLeavesOutWhatItsTestDoes() {
    along(
        new WeightDecay(GradientDescent.withRate(1), 0.5, p -> p.name().endsWith(".weight")),
        1,
        2,
        3);
    assertArrayEquals(new double[] {10 - 6, 20 - 12, 30 - 3}, point(), 0);
  }

  @Test
  void clippingShortensALongGradientOfAllParametersTogether() {
    Results results = along(new ClipByGlobalNorm(GradientDescent.withRate(1), 3.5), 2, 3, 6);
    assertEquals(7, results.value("gradient norm"), 1e-15);
    assertArrayEquals(new double[] {9, 18.5, 27}, point(), 1e-6);
  }

  @Test
  void clippingLeavesAShortGradientAsItIs() {
    along(new ClipByGlobalNorm(GradientDescent.withRate(1), 7.5), 2, 3, 6);
    assertArrayEquals(new double[] {8, 17, 24}, point(), 0);
  }

  @Test
  void clippingNothingIsNothing() {
    Results results = along(new ClipByGlobalNorm(GradientDescent.withRate(1), 1), 0, 0, 0);
    assertEquals(0, results.value("gradient norm"));
    assertArrayEquals(new double[] {10, 20, 30}, point(), 0);
  }

  @Test
  void theOutermostTransformSeesTheGradientFirst() {
    Optimizer plain = GradientDescent.withRate(1);
    // Clipped to norm 1 and then decayed, against decayed and then clipped.
    along(new ClipByGlobalNorm(new WeightDecay(plain, 1), 1), 0, 0, 8);
    assertArrayEquals(new double[] {0, 0, -1}, point(), 0);
    weight.set(HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 0, 0));
    bias.set(30);
    along(new WeightDecay(new ClipByGlobalNorm(plain, 1), 1), 0, 0, 8);
    assertArrayEquals(new double[] {0, 0, 29}, point(), 1e-6);
  }
}
