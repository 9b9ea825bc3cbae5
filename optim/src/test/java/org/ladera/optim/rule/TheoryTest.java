package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/** What is proved about the rules, measured. */
class TheoryTest {
  private static final Schedule HALF_OVER_ROOT =
      step -> Ops.constant(0.5).dividedBy(Ops.sqrt(step.plus(1)));

  /** Clips to the set in which Reddi et al. minimize. */
  private static Optimizer projected(Optimizer inner) {
    return (objective, theta, state) ->
        inner
            .next(objective, theta, state)
            .map(x -> Ops.max(Ops.constant(-1), Ops.min(Ops.constant(1), x)));
  }

  /**
   * Reddi, Kale, Kumar 2018, section 3: f(x) = 1010x in every 101st step and -10x else, on [-1, 1].
   * The regret is smallest at -1, which AMSGrad finds, and Adam runs the other way.
   */
  private static double afterTenThousandSteps(Amsgrad amsgrad, BiasCorrection correction) {
    Adam adam =
        Adam.paper()
            .withSchedule(HALF_OVER_ROOT)
            .withBetas(0.9, 0.99)
            .withCorrection(correction)
            .withAmsgrad(amsgrad);
    Descent descent = Descent.alongGiven(projected(adam), 0);
    for (int t = 1; t <= 10_000; t++) {
      descent.along(t % 101 == 1 ? 1010 : -10);
    }
    return descent.point()[0];
  }

  @Test
  void adamFailsWhereAmsgradDoesNot() {
    assertEquals(0.99637, afterTenThousandSteps(Amsgrad.OFF, BiasCorrection.OFF), 5e-6);
    assertEquals(-0.80091, afterTenThousandSteps(Amsgrad.UNCORRECTED, BiasCorrection.OFF), 5e-6);
  }

  @Test
  void adamFailsWithBiasCorrectionToo() {
    assertEquals(0.9476, afterTenThousandSteps(Amsgrad.OFF, BiasCorrection.ON), 5e-5);
    assertEquals(-0.9008, afterTenThousandSteps(Amsgrad.UNCORRECTED, BiasCorrection.ON), 5e-5);
  }

  private static final double KAPPA = 100;

  /** Curvatures 1 and 100. */
  private static Node valley(Node theta) {
    return theta.square().times(Ops.constant(Descent.vector(1, KAPPA))).sum().times(0.5);
  }

  /** By what a step shortens the distance to the minimum, measured over updates from 300 to 600. */
  private static double rateOf(Optimizer optimizer) {
    Descent descent = Descent.of(optimizer, TheoryTest::valley, 1, 1);
    double[] early = descent.after(300);
    double[] late = descent.after(300);
    return Math.pow(Math.hypot(late[0], late[1]) / Math.hypot(early[0], early[1]), 1.0 / 300);
  }

  @Test
  void gradientDescentReachesItsBestRate() {
    // Goh 2017, distill.pub, "Why Momentum Really Works".
    double best = 2 / (1 + KAPPA);
    double rate = (KAPPA - 1) / (KAPPA + 1);
    assertEquals(rate, rateOf(GradientDescent.withRate(best)), 1e-12);
    assertTrue(rateOf(GradientDescent.withRate(best * 0.9)) > rate);
    assertTrue(rateOf(GradientDescent.withRate(2 / KAPPA * 1.01)) > 1);
    assertTrue(rateOf(GradientDescent.withRate(2 / KAPPA * 0.999)) < 1);
  }

  @Test
  void momentumReachesGohsRate() {
    double root = Math.sqrt(KAPPA);
    double rate = (root - 1) / (root + 1);
    double beta = rate * rate;
    double gamma = Math.pow(2 / (1 + root), 2);
    // The eigenvalue is double there, which costs a factor that grows like the step count.
    for (Momentum momentum : new Momentum[] {Momentum.lecture(gamma), Momentum.pytorch(gamma)}) {
      assertEquals(rate, rateOf(momentum.withBeta(beta)), rate * (Math.pow(2.1, 1.0 / 300) - 1));
    }
    double limit = 2 * (1 + beta) / KAPPA;
    assertTrue(rateOf(Momentum.lecture(limit * 1.01).withBeta(beta)) > 1);
    assertTrue(rateOf(Momentum.lecture(limit * 0.99).withBeta(beta)) < 1);
  }

  @Test
  void radamsFirstRectifiedStepMovesWithBeta2() {
    // rho_t for beta2 .999: 1.0, 1.9995, 2.9987, 3.9975, 4.996, 5.994; a step is rectified where it
    // does not depend on the size of the gradients.
    assertEquals(5, firstRectified(RAdam.paper()));
    assertEquals(6, firstRectified(RAdam.pytorch()));
    assertEquals(5, firstRectified(RAdam.paper().withBetas(0.9, 0.9)));
    assertEquals(5, firstRectified(RAdam.paper().withBetas(0.9, 0.8)));
    assertEquals(7, firstRectified(RAdam.pytorch().withBetas(0.9, 0.8)));
  }

  private static int firstRectified(RAdam radam) {
    Descent one = Descent.alongGiven(radam.withEpsilon(Epsilon.outside(0)), 0);
    Descent two = Descent.alongGiven(radam.withEpsilon(Epsilon.outside(0)), 0);
    for (int t = 1; t < 20; t++) {
      double before = one.point()[0];
      double beforeTwo = two.point()[0];
      double step = one.along(1)[0] - before;
      double other = two.along(3)[0] - beforeTwo;
      if (Math.abs(other - step) < 1e-12) {
        return t;
      }
    }
    return 20;
  }
}
