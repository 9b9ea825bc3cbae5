package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.rule.Walk.RATE;
import static org.ladera.optim.rule.Walk.bias;
import static org.ladera.optim.rule.Walk.norm;
import static org.ladera.optim.rule.Walk.rate;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/** Rules that step along mixes of gradients and moments, against loops written from the papers. */
class MixedFormulasTest {
  private static final double[] START = {1, -2, 0.5};

  private static Walk.Plain qhm(double beta, double nu) {
    double[] m = new double[3];
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        m[i] = beta * m[i] + (1 - beta) * g[i];
        x[i] -= rate(t) * ((1 - nu) * g[i] + nu * m[i]);
      }
    };
  }

  private static Walk.Plain qhAdam(double nu1, double nu2) {
    double[][] kept = new double[2][3];
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        kept[0][i] = 0.995 * kept[0][i] + 0.005 * g[i];
        kept[1][i] = 0.999 * kept[1][i] + 0.001 * g[i] * g[i];
        double above = (1 - nu1) * g[i] + nu1 * kept[0][i] / bias(0.995, t);
        double below = (1 - nu2) * g[i] * g[i] + nu2 * kept[1][i] / bias(0.999, t);
        x[i] -= rate(t) * above / (Math.sqrt(below) + 1e-8);
      }
    };
  }

  private static Walk.Plain aggMo(double... betas) {
    double[][] v = new double[betas.length][3];
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int k = 0; k < betas.length; k++) {
          v[k][i] = betas[k] * v[k][i] - g[i];
          sum += v[k][i];
        }
        x[i] += rate(t) / betas.length * sum;
      }
    };
  }

  private static Walk.Plain optimistic(double optimism, boolean settled) {
    double[][] kept = new double[3][3];
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        kept[0][i] = 0.9 * kept[0][i] + 0.1 * g[i];
        kept[1][i] = 0.999 * kept[1][i] + 0.001 * g[i] * g[i];
        double u = kept[0][i] / bias(0.9, t) / (Math.sqrt(kept[1][i] / bias(0.999, t)) + 1e-8);
        double before = t == 1 && settled ? u : kept[2][i];
        x[i] -= rate(t) * ((1 + optimism) * u - optimism * before);
        kept[2][i] = u;
      }
    };
  }

  static Stream<Arguments> rules() {
    OptimisticAdam half = new OptimisticAdam(RATE, 0.9, 0.999, Epsilon.outside(1e-8), 0.5, false);
    return Stream.of(
        Arguments.of(Qhm.withRate(1).withSchedule(RATE), qhm(0.999, 0.7)),
        Arguments.of(new Qhm(RATE, 0.8, 0.25), qhm(0.8, 0.25)),
        Arguments.of(QhAdam.withRate(1).withSchedule(RATE), qhAdam(0.7, 1)),
        Arguments.of(QhAdam.withRate(1).withSchedule(RATE).withNus(0.4, 0.8), qhAdam(0.4, 0.8)),
        Arguments.of(AggMo.withRate(1).withSchedule(RATE), aggMo(0, 0.9, 0.99)),
        Arguments.of(new AggMo(RATE, List.of(0.3, 0.7)), aggMo(0.3, 0.7)),
        Arguments.of(OptimisticAdam.withRate(1).withSchedule(RATE), optimistic(1, false)),
        Arguments.of(OptimisticAdam.optax(1).withSchedule(RATE), optimistic(1, true)),
        Arguments.of(half, optimistic(0.5, false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void followsThePaper(Optimizer optimizer, Walk.Plain paper) {
    Walk.agrees(optimizer, paper, 1, Shape.of(3), START);
  }

  static Stream<Arguments> equals() {
    Schedule rate = Schedule.of(0.01);
    return Stream.of(
        Arguments.of(new Qhm(rate, 0.9, 0), GradientDescent.withRate(0.01)),
        Arguments.of(new Qhm(rate, 0.9, 1), Momentum.withRate(0.01).withForm(MomentumForm.mean())),
        Arguments.of(new Qhm(rate, 0.9, 0.9), StoredNesterov.pytorch(0.01 * (1 - 0.9))),
        Arguments.of(
            new QhAdam(rate, 0.9, 0.999, 1, 1, Epsilon.outside(1e-8)), Adam.withRate(0.01)),
        Arguments.of(new AggMo(rate, List.of(0.9)), Momentum.withRate(0.01)),
        Arguments.of(
            new OptimisticAdam(rate, 0.9, 0.999, Epsilon.outside(1e-8), 0, false),
            Adam.withRate(0.01)));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("equals")
  void isAnOlderRuleAtItsEnds(Optimizer one, Optimizer other) {
    double[] start = {1, -0.7};
    double largest =
        Descent.largestDifference(
            Descent.of(one, Descent::bowl, start).path(50),
            Descent.of(other, Descent::bowl, start).path(50));
    assertEquals(0, largest, 1e-13);
  }

  @Test
  void aMomentumOfZeroNeedsNoSlot() {
    Walk walk = Walk.of(AggMo.withRate(0.1), DType.FLOAT64, Shape.of(2), 1, 2);
    walk.along(1, 2);
    Walk three =
        Walk.of(
            new AggMo(Schedule.of(0.1), List.of(0.1, 0.2, 0.3)), DType.FLOAT64, Shape.of(2), 1, 2);
    three.along(1, 2);
    assertEquals(walk.slots() + 1, three.slots());
  }

  /** The game min over x, max over y of xy: its gradients turn around the solution, 0. */
  @Test
  void optimismComesToRestWhereAdamCircles() {
    Epsilon epsilon = Epsilon.outside(1e-8);
    assertTrue(
        distanceAfter(new OptimisticAdam(Schedule.of(0.01), 0.5, 0.999, epsilon, 10, false))
            < 1e-3);
    assertTrue(distanceAfter(Adam.withRate(0.01).withBetas(0.5, 0.999)) > 1);
  }

  private static double distanceAfter(Optimizer optimizer) {
    double[] point = {1, 2};
    Descent descent = Descent.alongGiven(optimizer, point);
    for (int t = 0; t < 3000; t++) {
      point = descent.along(point[1], -point[0]);
    }
    return norm(point);
  }

  @Test
  void optimismStartsWithTwoStepsOrOne() {
    assertArrayEquals(
        new double[] {0.98}, Descent.alongGiven(OptimisticAdam.withRate(0.01), 1).along(3), 1e-9);
    assertArrayEquals(
        new double[] {0.99}, Descent.alongGiven(OptimisticAdam.optax(0.01), 1).along(3), 1e-9);
  }
}
