package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.Amsgrad;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.NAdam;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.ladera.optim.transform.WeightDecay;

/** A step in two halves is the step. */
class HalvesTest {
  static Stream<Optimizer> optimizers() {
    return Stream.of(
        GradientDescent.withRate(0.01),
        Adam.withRate(0.1).withAmsgrad(Amsgrad.UNCORRECTED),
        AdamW.withRate(0.1),
        NAdam.withRate(0.1),
        RAdam.withRate(0.1),
        Adadelta.lecture(),
        new GradientDescent(Schedule.host(done -> 0.1 / (1 + done))),
        new ClipByGlobalNorm(new WeightDecay(Adam.withRate(0.1), 0.1), 0.5));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void twoHalvesAreOneStepBitForBit(Optimizer optimizer) {
    Tiny whole = new Tiny();
    Tiny halves = new Tiny();
    TrainingStep one = whole.step(optimizer);
    TrainingStep two = halves.step(optimizer);
    for (int i = 0; i < 8; i++) {
      double loss = one.run(Tiny.X, Tiny.Y);
      Gradients gradients = two.gradients(Tiny.X, Tiny.Y);
      two.apply(gradients);
      assertEquals(loss, gradients.loss());
      assertArrayEquals(whole.point(), halves.point(), 0);
    }
    assertEquals(one.steps(), two.steps());
  }

  @Test
  void theFirstHalfChangesNothing() {
    Tiny tiny = new Tiny();
    TrainingStep step = tiny.step(Adam.withRate(0.1));
    step.gradients(Tiny.X, Tiny.Y);
    assertArrayEquals(new double[] {0.5, -0.25, 0.1}, tiny.point(), 0);
    assertEquals(0, step.steps());
  }

  @Test
  void accumulatedGradientsAreThoseOfTheWholeBatch() {
    Tiny big = new Tiny();
    big.step(Adam.withRate(0.1)).run(Tiny.matrix(2, 1, 2, 3, 4, 5, 6), Tiny.vector(1, -1, 2));
    Tiny parts = new Tiny();
    TrainingStep step = parts.step(Adam.withRate(0.1));
    Gradients two = step.gradients(Tiny.X, Tiny.Y);
    Gradients one = step.gradients(Tiny.matrix(2, 5, 6), Tiny.vector(2));
    Gradients mean = Gradients.mean(List.of(two, one), 2, 1);
    step.apply(mean);
    assertArrayEquals(big.point(), parts.point(), 1e-15);
    assertEquals((2 * two.loss() + one.loss()) / 3, mean.loss(), 1e-15);
  }
}
