package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.optim.TwoParameters.gradient;

import org.junit.jupiter.api.Test;
import org.ladera.optim.TwoParameters;
import org.ladera.optim.TwoParameters.Algorithm;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;

/** The slow weights of Lookahead, against the paper's two loops. */
class LookaheadTest {
  private static Algorithm momentum(double... displacement) {
    return (t, x) -> {
      double[] g = gradient(t, x);
      for (int i = 0; i < x.length; i++) {
        displacement[i] = 0.5 * displacement[i] + g[i];
        x[i] -= 0.1 * displacement[i];
      }
    };
  }

  @Test
  void everyThirdStepGoesBackToTheSlowWeights() {
    double[] slow = {1, -2, 0.5};
    Algorithm fast = momentum(0, 0, 0);
    TwoParameters way =
        new TwoParameters(new Lookahead(Momentum.withRate(0.1).withBeta(0.5), 3, 0.4));
    way.follows(
        (t, x) -> {
          fast.next(t, x);
          if (t % 3 == 0) {
            for (int i = 0; i < x.length; i++) {
              slow[i] += 0.4 * (x[i] - slow[i]);
              x[i] = slow[i];
            }
          }
        },
        20);
    assertArrayEquals(slow, way.slot("slow"), 1e-12);
    assertEquals(2, way.traces(), "one program with slow weights, one without");
  }

  @Test
  void slowWeightsAreWhereTheyWereInBetween() {
    TwoParameters way = new TwoParameters(Lookahead.around(GradientDescent.withRate(0.1)));
    way.follows(
        (t, x) -> {
          double[] g = gradient(t, x);
          for (int i = 0; i < x.length; i++) {
            x[i] -= 0.1 * g[i];
          }
        },
        4);
    assertArrayEquals(new double[] {1, -2, 0.5}, way.slot("slow"), 0);
  }

  @Test
  void aShareOfOneIsTheInnerOptimizer() {
    new TwoParameters(new Lookahead(Momentum.withRate(0.1).withBeta(0.5), 2, 1))
        .follows(momentum(0, 0, 0), 10);
  }

  @Test
  void aPeriodOfOneShortensEachStep() {
    new TwoParameters(new Lookahead(GradientDescent.withRate(0.1), 1, 0.5))
        .follows(
            (t, x) -> {
              double[] g = gradient(t, x);
              for (int i = 0; i < x.length; i++) {
                x[i] -= 0.05 * g[i];
              }
            },
            10);
  }
}
