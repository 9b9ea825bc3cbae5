package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.transform.Lookahead;
import org.ladera.optim.transform.Sam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flat, tiny and huge gradients in float32: nothing becomes NaN, and flat ones move nothing. */
class ExtremeGradientsTest {
  static Stream<Optimizer> rules() {
    return Stream.of(
        GradientDescent.withRate(0.001),
        Momentum.lecture(0.001),
        Nesterov.withRate(0.001),
        StoredNesterov.withRate(0.001),
        Adagrad.lecture(),
        Adagrad.pytorch().withEpsilon(Epsilon.outside(0)),
        Adadelta.lecture(),
        RMSprop.lecture(),
        RMSprop.pytorch().withEpsilon(Epsilon.outside(0)).withCentering(),
        Adam.lecture(),
        Adam.paper().withEpsilon(Epsilon.outside(0)),
        Adam.keras().withAmsgrad(Amsgrad.UNCORRECTED),
        AdamW.pytorch().withDecay(0),
        NAdam.keras(),
        RAdam.lecture(),
        RAdam.pytorch(),
        Adamax.paper(),
        Adamax.pytorch(),
        SignDescent.withRate(0.001),
        Signum.withRate(0.001),
        Lion.withRate(0.001),
        AdaBelief.withRate(0.001),
        new AdaBelief(Schedule.of(0.001), 0.9, 0.999, 0, 0),
        AdaBound.withRate(0.001),
        Rprop.withRate(0.001),
        new Asgd(Schedule.of(0.001), 0, 0.75, 1),
        Adan.withRate(0.001),
        Adopt.withRate(0.001),
        AdEMAMix.withRate(0.001),
        NovoGrad.withRate(0.001),
        Madgrad.withRate(0.001),
        Lookahead.around(Adam.withRate(0.001)),
        Sam.around(GradientDescent.withRate(0.001)),
        ScheduleFreeSgd.withRate(0.001),
        ScheduleFreeAdamW.withRate(0.001),
        PolyakStep.withRate(0.001),
        DoG.withRate(1),
        DoWG.withRate(1),
        Prodigy.withRate(1),
        DAdaptAdamW.withRate(1),
        Cocob.withAlpha(100),
        Momo.withRate(0.001),
        Lamb.optax(0.001),
        Lars.optax(0.001),
        Lars.withRate(0.001).withDecay(0),
        Qhm.withRate(0.001),
        QhAdam.withRate(0.001),
        QhAdam.withRate(0.001).withNus(0, 0.5),
        AggMo.withRate(0.001),
        Mars.withRate(0.001),
        OptimisticAdam.withRate(0.001),
        Adafactor.paper(),
        Adafactor.pytorch(),
        Sm3.withRate(0.001),
        ProximalAdagrad.withRate(0.001),
        Yogi.withRate(0.001).withInitial(0));
  }

  /** Rules that move without a gradient: their moments do not start at 0, or they shrink. */
  static Stream<Optimizer> restless() {
    return Stream.of(
        Yogi.withRate(0.001),
        Fromage.withRate(0.001),
        Asgd.withRate(0.001),
        Lamb.withRate(0.001),
        Lars.withRate(0.001),
        Ftrl.withRate(0.1),
        Ftrl.keras(),
        ProximalAdagrad.withRate(0.001).withPenalties(0.1, 0.1));
  }

  private static float[] after(String backend, Optimizer optimizer, int updates, float gradient) {
    Parameter theta = Parameter.of("theta", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, -1));
    INDArray given =
        HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), gradient, -gradient).toINDArray();
    TrainingStep step =
        Backends.using(
            Backends.named(backend),
            () ->
                TrainingStep.of(
                    optimizer,
                    // 0, but for its gradient.
                    (Node g) -> theta.minus(Ops.stopGradient(theta)).times(g).sum()));
    for (int i = 0; i < updates; i++) {
      step.run(given);
    }
    return theta.value().toFloatVector();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void flatGroundMovesNothing(Optimizer optimizer) {
    assertEquals(1f, after("reference", optimizer, 1000, 0)[0]);
    assertEquals(1f, after("nd4j", optimizer, 30, 0)[0]);
  }

  @ParameterizedTest
  @MethodSource("restless")
  void flatGroundGivesNoNaN(Optimizer optimizer) {
    for (String backend : List.of("reference", "cpu")) {
      assertTrue(Float.isFinite(after(backend, optimizer, 1000, 0)[0]), optimizer.toString());
    }
  }

  @ParameterizedTest
  @MethodSource({"rules", "restless"})
  void tinyGradientsNeverGiveNaN(Optimizer optimizer) {
    for (float value : after("reference", optimizer, 1000, 1e-30f)) {
      assertTrue(Float.isFinite(value), optimizer.toString());
    }
    for (float value : after("nd4j", optimizer, 30, 1e-30f)) {
      assertTrue(Float.isFinite(value), optimizer.toString());
    }
  }

  @ParameterizedTest
  @MethodSource({"rules", "restless"})
  void hugeGradientsNeverGiveNaN(Optimizer optimizer) {
    if (optimizer instanceof RMSprop rmsprop && rmsprop.centered()) {
      return; // An infinite mean of squares has no variance; the step reports it.
    }
    for (String backend : List.of("reference", "nd4j", "cpu")) {
      for (float value : after(backend, optimizer, 30, 1e30f)) {
        assertTrue(Float.isFinite(value), optimizer.toString());
      }
    }
  }

  @Test
  void centeredRmspropDoesNotTakeTheRootOfANegativeNumber() {
    // With equal gradients v - a^2 tends to 0, and rounding makes it negative sooner or later.
    RMSprop centered = RMSprop.withRate(1e-6).withDecay(0.5).withCentering();
    for (float gradient : new float[] {0.1f, 0.3f, 0.7f, 1.1f}) {
      assertTrue(Float.isFinite(after("nd4j", centered, 200, gradient)[0]));
    }
  }
}
