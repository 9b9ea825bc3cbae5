package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.ladera.optim.rule.Walk.RATE;
import static org.ladera.optim.rule.Walk.bias;
import static org.ladera.optim.rule.Walk.norm;
import static org.ladera.optim.rule.Walk.rate;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/** Rules that measure whole parameters, against loops written from the papers. */
class LayerwiseFormulasTest {
  private static final double[] START = {1, -2, 0.5};

  /** How long a step is, of the lengths of the weights and of the direction. */
  private interface Ratio {
    double of(double weights, double direction);
  }

  private static Walk.Plain lamb(double epsilon, double decay, Ratio ratio) {
    double[][] kept = new double[2][3];
    return (t, x, g) -> {
      double[] u = new double[3];
      for (int i = 0; i < 3; i++) {
        kept[0][i] = 0.9 * kept[0][i] + 0.1 * g[i];
        kept[1][i] = 0.999 * kept[1][i] + 0.001 * g[i] * g[i];
        double root = Math.sqrt(kept[1][i] / bias(0.999, t)) + epsilon;
        u[i] = kept[0][i] / bias(0.9, t) / root + decay * x[i];
      }
      double r = ratio.of(norm(x), norm(u));
      for (int i = 0; i < 3; i++) {
        x[i] -= rate(t) * r * u[i];
      }
    };
  }

  private static Walk.Plain lars(double decay, boolean sumOfNorms, double epsilon) {
    double[] v = new double[3];
    return (t, x, g) -> {
      double length = norm(x);
      double[] d = new double[3];
      for (int i = 0; i < 3; i++) {
        d[i] = g[i] + decay * x[i];
      }
      double below = sumOfNorms ? norm(g) + decay * length : norm(d);
      double r = 0.001 * length / (below + epsilon);
      for (int i = 0; i < 3; i++) {
        v[i] = 0.9 * v[i] + rate(t) * r * d[i];
        x[i] -= v[i];
      }
    };
  }

  private static Walk.Plain mars(double scale, double decay) {
    double[][] kept = new double[3][3];
    return (t, x, g) -> {
      double[] c = new double[3];
      for (int i = 0; i < 3; i++) {
        double difference = t == 1 ? 0 : g[i] - kept[2][i];
        c[i] = g[i] + scale * 0.95 / 0.05 * difference;
        kept[2][i] = g[i];
      }
      double length = norm(c);
      for (int i = 0; i < 3; i++) {
        double clipped = length > 1 ? c[i] / length : c[i];
        kept[0][i] = 0.95 * kept[0][i] + 0.05 * clipped;
        kept[1][i] = 0.99 * kept[1][i] + 0.01 * clipped * clipped;
        double root = Math.sqrt(kept[1][i] / bias(0.99, t)) + 1e-8;
        x[i] -= rate(t) * (kept[0][i] / bias(0.95, t) / root + decay * x[i]);
      }
    };
  }

  static Stream<Arguments> rules() {
    Ratio plain = (weights, direction) -> weights / direction;
    Lars optax = Lars.optax(1).withSchedule(RATE);
    return Stream.of(
        Arguments.of(Lamb.withRate(1).withSchedule(RATE), 1, lamb(1e-6, 0.01, plain)),
        Arguments.of(Lamb.optax(1).withSchedule(RATE), 1, lamb(1e-6, 0, plain)),
        Arguments.of(Lamb.keras().withSchedule(RATE).withDecay(0.4), 1, lamb(1e-7, 0.4, plain)),
        Arguments.of(
            Lamb.withRate(1).withSchedule(RATE).withClip(2.1, 2.2),
            1,
            lamb(1e-6, 0.01, (weights, u) -> Math.clamp(weights, 2.1, 2.2) / u)),
        Arguments.of(Lars.withRate(1).withSchedule(RATE), 1, lars(5e-4, true, 0)),
        Arguments.of(
            new Lars(RATE, 0.9, 0.3, 1e-3, 0.2, LarsRatio.SUM_OF_NORMS), 1, lars(0.3, true, 0.2)),
        Arguments.of(optax, 1, lars(0, false, 0)),
        Arguments.of(optax.withDecay(0.3), 1, lars(0.3, false, 0)),
        Arguments.of(
            new Lars(RATE, 0.9, 0.3, 1e-3, 0.2, LarsRatio.NORM_OF_SUM), 1, lars(0.3, false, 0.2)),
        Arguments.of(Mars.withRate(1).withSchedule(RATE), 1, mars(0.025, 0)),
        Arguments.of(Mars.withRate(1).withSchedule(RATE), 0.1, mars(0.025, 0)),
        Arguments.of(Mars.withRate(1).withSchedule(RATE).withDecay(0.2), 0.2, mars(0.025, 0.2)));
  }

  @ParameterizedTest(name = "{0}, gradients times {1}")
  @MethodSource("rules")
  void followsThePaper(Optimizer optimizer, double size, Walk.Plain paper) {
    Walk.agrees(optimizer, paper, size, Shape.of(3), START);
  }

  /** Where the ratio is 1, LAMB is AdamW. */
  @Test
  void lambLeavesZeroAsAdamWDoes() {
    double[] adamw =
        Descent.alongGiven(
                AdamW.withRate(0.1)
                    .withAdam(Adam.withRate(0.1).withEpsilon(Epsilon.outside(1e-6)))
                    .withDecay(0.01),
                0,
                0)
            .along(0.3, -2);
    assertArrayEquals(adamw, Descent.alongGiven(Lamb.withRate(0.1), 0, 0).along(0.3, -2), 1e-15);
  }

  /** Without a gradient and decay the direction is 0, and decay alone takes γ of the length. */
  @Test
  void lambWithoutAGradientOnlyDecays() {
    double[] start = {3, -4};
    assertArrayEquals(start, Descent.alongGiven(Lamb.optax(0.1), start).along(0, 0), 0);
    assertArrayEquals(
        new double[] {2.7, -3.6}, Descent.alongGiven(Lamb.withRate(0.1), start).along(0, 0), 1e-14);
  }

  /** The step of LAMB is as long as the parameter times the rate, whatever the gradient. */
  @Test
  void lambStepsByTheLengthOfTheParameter() {
    for (double size : new double[] {1e-3, 1, 1e6}) {
      double[] point = Descent.alongGiven(Lamb.optax(0.01), 3, -4).along(size, 2 * size);
      assertArrayEquals(
          new double[] {0.05}, new double[] {norm(point[0] - 3, point[1] + 4)}, 1e-14);
    }
  }

  @Test
  void larsAtZeroStaysInThePaperAndDescendsInOptax() {
    double[] zero = {0, 0};
    assertArrayEquals(zero, Descent.alongGiven(Lars.withRate(0.1), zero).along(1, -2), 0);
    assertArrayEquals(
        new double[] {-0.1, 0.2}, Descent.alongGiven(Lars.optax(0.1), zero).along(1, -2), 1e-15);
    assertArrayEquals(zero, Descent.alongGiven(Lars.withRate(0.1), zero).along(0, 0), 0);
  }

  @Test
  void marsWithoutCorrectionIsAdamWAlongShortGradients() {
    Mars mars = new Mars(Schedule.of(0.1), 0.9, 0.999, Epsilon.outside(1e-8), 0, 0.01);
    Descent one = Descent.alongGiven(mars, 1, -2);
    Descent other = Descent.alongGiven(AdamW.withRate(0.1).withDecay(0.01), 1, -2);
    for (int t = 0; t < 20; t++) {
      double g = Math.cos(t) / 2;
      assertArrayEquals(other.along(g, -g / 2), one.along(g, -g / 2), 1e-14);
    }
  }
}
