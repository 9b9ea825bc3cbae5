package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.rule.Walk.RATE;
import static org.ladera.optim.rule.Walk.rate;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/** Rules that make entries exactly 0, against loops written from the papers, and Keras's rows. */
class ProximalFormulasTest {
  private static final double[] START = {1, -2, 0.5};

  /** Algorithm 1 of McMahan et al. 2013, with n itself. */
  private static Walk.Plain ftrl(Ftrl s) {
    double[] z = new double[3];
    double[] n = {s.initial(), s.initial(), s.initial()};
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        double now = Math.pow(n[i] + g[i] * g[i], s.power());
        double sigma = (now - Math.pow(n[i], s.power())) / rate(t);
        n[i] += g[i] * g[i];
        z[i] += g[i] + 2 * s.shrinkage() * x[i] - sigma * x[i];
        x[i] =
            Math.abs(z[i]) <= s.lambda1()
                ? 0
                : -(z[i] - Math.signum(z[i]) * s.lambda1())
                    / ((s.beta() + now) / rate(t) + s.lambda2());
      }
    };
  }

  private static Walk.Plain adagrad(double lambda1, double lambda2, double initial) {
    double[] a = {initial, initial, initial};
    return (t, x, g) -> {
      for (int i = 0; i < 3; i++) {
        a[i] += g[i] * g[i];
        double eta = rate(t) / Math.sqrt(a[i]);
        double moved = x[i] - eta * g[i];
        double size = Math.max(Math.abs(moved) - eta * lambda1, 0);
        x[i] = Math.signum(moved) * size / (1 + eta * lambda2);
      }
    };
  }

  static Stream<Arguments> rules() {
    Ftrl plain = Ftrl.withRate(1).withSchedule(RATE);
    Ftrl keras = Ftrl.keras().withSchedule(RATE);
    Ftrl all = new Ftrl(RATE, 0.3, 0.05, 0.3, 0.4, 0.2, 0.01);
    ProximalAdagrad proximal = ProximalAdagrad.withRate(1).withSchedule(RATE);
    return Stream.of(
        Arguments.of(plain, ftrl(plain)),
        Arguments.of(plain.withPenalties(0.5, 0.7), ftrl(plain.withPenalties(0.5, 0.7))),
        Arguments.of(keras, ftrl(keras)),
        Arguments.of(all, ftrl(all)),
        Arguments.of(proximal, adagrad(0, 0, 0.1)),
        Arguments.of(proximal.withPenalties(0.4, 0), adagrad(0.4, 0, 0.1)),
        Arguments.of(proximal.withPenalties(0, 0.4), adagrad(0, 0.4, 0.1)),
        Arguments.of(new ProximalAdagrad(RATE, 0.3, 0.2, 0), adagrad(0.3, 0.2, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void followsThePaper(Optimizer optimizer, Walk.Plain paper) {
    Walk.agrees(optimizer, paper, 1, Shape.of(3), START);
  }

  /** keras/src/optimizers/ftrl_test.py, golden rows; Keras's l2 .15 is .3 here. */
  @Test
  void ftrlFollowsKerassRows() {
    double[][] rows = {
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
      {-0.0034, -0.0077, -0.0118, -0.0157, -0.0194, -0.023, -0.0263, -0.0294, -0.0325, -0.0354},
      {-0.0078, -0.0162, -0.0242, -0.0317, -0.0387, -0.0454, -0.0516, -0.0575, -0.0631, -0.0685},
      {-0.0121, -0.0246, -0.0363, -0.0472, -0.0573, -0.0668, -0.0757, -0.0842, -0.0922, -0.0999},
      {-0.0164, -0.0328, -0.0481, -0.0623, -0.0753, -0.0875, -0.099, -0.1098, -0.1201, -0.1299}
    };
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    double[] warm = new double[10];
    Arrays.fill(warm, 0.01);
    double[] gradient = new double[10];
    Arrays.setAll(gradient, i -> (i + 1) / 10.0);
    Ftrl ftrl = new Ftrl(Schedule.of(0.05), 0.3, 0.05, 2 * 0.15, 0.4, 0.2, 0.01);
    Descent descent = Descent.alongGiven(ftrl, ones);
    double[] point = descent.along(warm);
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(rows[i], point, 5.1e-5, "row " + i);
      point = descent.along(gradient);
    }
  }

  /** The same file's single step with the other settings at their defaults. */
  @Test
  void ftrlTakesKerassFirstStep() {
    Ftrl ftrl = Ftrl.keras().withSchedule(Schedule.of(0.5));
    assertArrayEquals(
        new double[] {0.2218, 1.3954, 2.3651, 2.8814},
        Descent.alongGiven(ftrl, 1, 2, 3, 4).along(1, 6, 7, 2),
        5.1e-5);
  }

  /** Entries whose gradients stay below λ₁ are 0, and not just small. */
  @Test
  void penaltiesMakeEntriesExactlyZero() {
    Descent ftrl = Descent.alongGiven(Ftrl.withRate(0.1).withPenalties(1.5, 0), 0, 0);
    Descent adagrad =
        Descent.alongGiven(ProximalAdagrad.withRate(0.1).withPenalties(1, 0), 0.3, -0.3);
    for (int t = 0; t < 50; t++) {
      double sign = t % 2 == 0 ? 1 : -1;
      assertEquals(0, ftrl.along(sign, 1)[0]);
      adagrad.along(sign / 2, -3);
    }
    assertTrue(ftrl.point()[1] < -0.1);
    assertEquals(0, adagrad.point()[0]);
    assertTrue(adagrad.point()[1] > 0.1);
  }

  @Test
  void withoutPenaltiesProximalAdagradIsAdagrad() {
    Adagrad adagrad =
        Adagrad.pytorch()
            .withSchedule(Schedule.of(0.1))
            .withInitial(0.1)
            .withEpsilon(Epsilon.outside(0));
    double largest =
        Descent.largestDifference(
            Descent.of(ProximalAdagrad.withRate(0.1), Descent::bowl, 1, -0.7).path(50),
            Descent.of(adagrad, Descent::bowl, 1, -0.7).path(50));
    assertEquals(0, largest, 1e-14);
  }
}
