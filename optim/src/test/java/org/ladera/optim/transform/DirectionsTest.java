package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Results;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.MomentumForm;

/** Transforms that change where a gradient points. */
class DirectionsTest {
  private static final Optimizer PLAIN = GradientDescent.withRate(1);
  private static final double[] WEIGHT_GRADIENT = {3, -1, 0, 4, 2, 0.5};
  private static final double[] BIAS_GRADIENT = {-2, 1, 2};

  @Test
  void centralizingTakesTheMeanOfEachColumn() {
    Pushed pushed = new Pushed(new Centralise(PLAIN));
    pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(
        new double[] {-0.5, -1.5, -0.25, 0.5, 1.5, 0.25}, pushed.weightDescent(), 1e-15);
    assertArrayEquals(BIAS_GRADIENT, pushed.biasDescent(), 0);
  }

  @Test
  void centralizedTwiceIsCentralizedOnce() {
    Pushed once = new Pushed(new Centralise(PLAIN));
    Pushed twice = new Pushed(new Centralise(new Centralise(PLAIN)));
    once.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    twice.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(once.weights(), twice.weights(), 1e-15);
  }

  @Test
  void centralizingLeavesOutWhatItsTestDoes() {
    Pushed pushed = new Pushed(new Centralise(PLAIN, parameter -> false));
    pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(WEIGHT_GRADIENT, pushed.weightDescent(), 1e-15);
  }

  @Test
  void noiseHasTheVarianceOfItsStep() {
    // 8,000 draws of a gradient of 0, brought back to variance 1: their mean square is 1.
    Pushed pushed = new Pushed(new GradientNoise(PLAIN, 0.3, 7));
    double sum = 0;
    double squares = 0;
    double[] before = pushed.weights();
    int steps = 2000;
    for (int t = 0; t < steps; t++) {
      Results results = pushed.along(new double[6], new double[3]);
      double deviation = Math.sqrt(0.3 / Math.pow(1 + t, 0.55));
      assertEquals(deviation, results.value("noise deviation"), 1e-14);
      double[] after = pushed.weights();
      for (int i = 0; i < 4; i++) {
        double draw = (before[i] - after[i]) / deviation;
        sum += draw;
        squares += draw * draw;
      }
      before = after;
    }
    // Five standard deviations: 1/√8000 of the mean, √2/√8000 of the mean square.
    assertEquals(0, sum / (4 * steps), 0.056);
    assertEquals(1, squares / (4 * steps), 0.08);
  }

  @Test
  void noiseIsAFunctionOfTheSeed() {
    Pushed first = new Pushed(new GradientNoise(PLAIN, 0.3, 7));
    Pushed same = new Pushed(new GradientNoise(PLAIN, 0.3, 7));
    Pushed other = new Pushed(new GradientNoise(PLAIN, 0.3, 8));
    for (Pushed pushed : new Pushed[] {first, same, other}) {
      pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
      pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    }
    assertArrayEquals(first.weights(), same.weights(), 0);
    assertFalse(Arrays.equals(first.weights(), other.weights()));
  }

  @Test
  void noVarianceIsNoNoise() {
    Pushed pushed = new Pushed(new GradientNoise(PLAIN, 0, 7));
    pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(WEIGHT_GRADIENT, pushed.weightDescent(), 1e-15);
  }

  private static final Momentum HEAVY = new Momentum(Schedule.of(1), 0.5, new MomentumForm.Sum(0));

  @Test
  void cautionKeepsWhatGoesDownhillAndScalesItUp() {
    // The momentum after two steps is .5 g₁ + g₂; where it points against g₂ nothing moves.
    Pushed pushed = new Pushed(new Cautious(HEAVY));
    pushed.along(new double[] {4, 4, 4, 4, 4, 4}, new double[] {1, 1, 1});
    assertArrayEquals(scaledBy(4, 6.0 / 7, 6), pushed.weightDescent(), 1e-14);
    double[] before = pushed.weights();
    Results results = pushed.along(new double[] {1, -1, 0, -3, 2, -1}, new double[] {-1, -1, -1});
    double[] after = pushed.weights();
    double scale = 6.0 / (3 + 1);
    double[] kept = {3, 0, 0, -1, 4, 0};
    for (int i = 0; i < 6; i++) {
      assertEquals(kept[i] * scale, before[i] - after[i], 1e-14);
    }
    assertEquals((3.0 + 3) / 9, results.value("share of updates kept"), 1e-15);
  }

  @Test
  void theReferenceScaleIsTheMeanFromAThousandthOn() {
    Pushed pushed = new Pushed(new Cautious(HEAVY, Cautious.Scale.CLAMPED));
    pushed.along(new double[] {4, 4, 4, 4, 4, 4}, new double[] {1, 1, 1});
    assertArrayEquals(scaledBy(4, 1, 6), pushed.weightDescent(), 1e-14);
    double[] before = pushed.weights();
    pushed.along(new double[] {-1, -1, -1, -1, -1, -1}, new double[] {-1, -1, -1});
    assertArrayEquals(before, pushed.weights(), 0);
  }

  private static double[] scaledBy(double value, double factor, int size) {
    double[] all = new double[size];
    Arrays.fill(all, value * factor);
    return all;
  }
}
