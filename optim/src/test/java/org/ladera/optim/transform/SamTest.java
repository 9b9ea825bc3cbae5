package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.ladera.optim.TwoParameters.gradient;

import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.TwoParameters;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;

/** Sharpness-aware minimization, whose radius is one over all parameters. */
class SamTest {
  /** Where the paper's algorithm 1 takes the gradient. */
  private static double[] uphill(int t, double radius, double... x) {
    double[] g = gradient(t, x);
    double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    double[] up = x.clone();
    for (int i = 0; i < x.length; i++) {
      up[i] += radius * g[i] / norm;
    }
    return up;
  }

  @Test
  void takesTheGradientUphill() {
    new TwoParameters(new Sam(GradientDescent.withRate(0.1), 0.3))
        .follows(
            (t, x) -> {
              double[] g = gradient(t, uphill(t, 0.3, x));
              for (int i = 0; i < x.length; i++) {
                x[i] -= 0.1 * g[i];
              }
            },
            20);
  }

  @Test
  void wrapsOptimizersThatKeepSomething() {
    double[] displacement = new double[3];
    new TwoParameters(Sam.around(Momentum.withRate(0.1).withBeta(0.9)))
        .follows(
            (t, x) -> {
              double[] g = gradient(t, uphill(t, 0.05, x));
              for (int i = 0; i < x.length; i++) {
                displacement[i] = 0.9 * displacement[i] + g[i];
                x[i] -= 0.1 * displacement[i];
              }
            },
            20);
  }

  @Test
  void clippingOutsideClipsBothGradientsAndInsideTheSecond() {
    new TwoParameters(new ClipByGlobalNorm(new Sam(GradientDescent.withRate(1), 0.3), 0.2))
        .follows((t, x) -> clippedDescent(x, gradient(t, uphill(t, 0.3, x))), 10);
    new TwoParameters(new Sam(new ClipByGlobalNorm(GradientDescent.withRate(1), 0.2), 0.3))
        .follows((t, x) -> clippedDescent(x, gradient(t, uphill(t, 0.3, x))), 10);
  }

  private static void clippedDescent(double[] x, double... g) {
    double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    for (int i = 0; i < x.length; i++) {
      x[i] -= g[i] * 0.2 / Math.max(norm, 0.2);
    }
  }

  @Test
  void staysWhereTheGroundIsFlat() {
    Parameter theta = Parameter.of("theta", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 0, 0));
    TrainingStep step =
        Backends.using(
            Backends.named("reference"),
            () ->
                TrainingStep.of(
                    Sam.around(GradientDescent.withRate(0.1)),
                    x -> theta.square().sum().times(x.sum())));
    step.run(HostArray.ofDoubles(DType.FLOAT32, Shape.of(1), 1).toINDArray());
    assertArrayEquals(new float[] {0, 0}, theta.value().toFloatVector(), 0);
  }
}
