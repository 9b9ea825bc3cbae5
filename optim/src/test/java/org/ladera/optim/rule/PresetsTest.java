package org.ladera.optim.rule;

import static org.ladera.optim.rule.ConventionsTest.agree;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.rule.ConventionsTest.Moments;
import org.ladera.optim.transform.DecoupledWeightDecay;

/**
 * The presets with the defaults of the libraries they are named after: the formulas of Keras 3,
 * Optax, TensorFlow Addons and the authors' RAdam in plain doubles, every number spelled out.
 */
class PresetsTest {
  // Tells forms of momentum apart, which agree while the rate is constant.
  private static final Schedule SHRINKING = step -> Ops.constant(0.01).dividedBy(step.plus(1));

  @Test
  void momentumOfKeras() {
    double[] v = {0};
    agree(
        Momentum.keras(1).withSchedule(SHRINKING),
        (t, g) -> {
          v[0] = 0.9 * v[0] - 0.01 / t * g;
          return -v[0];
        });
  }

  @Test
  void nesterovOfKeras() {
    double[] v = {0};
    agree(
        StoredNesterov.keras(1).withSchedule(SHRINKING),
        (t, g) -> {
          v[0] = 0.9 * v[0] - 0.01 / t * g;
          return -(0.9 * v[0] - 0.01 / t * g);
        });
  }

  @Test
  void nesterovOfKerasWithoutMomentumIsGradientDescent() {
    agree(StoredNesterov.keras(0.01).withBeta(0), (t, g) -> 0.01 * g);
  }

  @Test
  void adagradOfKeras() {
    double[] a = {0.1};
    agree(
        Adagrad.keras(),
        (t, g) -> {
          a[0] += g * g;
          return 0.001 * g / Math.sqrt(a[0] + 1e-7);
        });
  }

  @Test
  void adagradOfOptax() {
    double[] a = {0.1};
    agree(
        Adagrad.optax(0.3),
        (t, g) -> {
          a[0] += g * g;
          return 0.3 * g / Math.sqrt(a[0] + 1e-7);
        });
  }

  @Test
  void adadeltaOfKeras() {
    double[] s = {0, 0};
    agree(
        Adadelta.keras(),
        (t, g) -> {
          s[0] = 0.95 * s[0] + 0.05 * g * g;
          double delta = Math.sqrt(s[1] + 1e-7) / Math.sqrt(s[0] + 1e-7) * g;
          s[1] = 0.95 * s[1] + 0.05 * delta * delta;
          return 0.001 * delta;
        });
  }

  @Test
  void centeredRmspropWithMomentumOfKeras() {
    double[] s = {0, 0, 0};
    agree(
        RMSprop.keras().withCentering().withMomentum(0.7),
        (t, g) -> {
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          s[1] = 0.9 * s[1] + 0.1 * g;
          s[2] = 0.7 * s[2] + 0.001 * g / Math.sqrt(s[0] - s[1] * s[1] + 1e-7);
          return s[2];
        });
  }

  @Test
  void centeredRmspropWithMomentumOfOptax() {
    double[] s = {0, 0, 0};
    agree(
        RMSprop.optax(1).withSchedule(SHRINKING).withCentering().withMomentum(0.7),
        (t, g) -> {
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          s[1] = 0.9 * s[1] + 0.1 * g;
          s[2] = 0.7 * s[2] + 0.01 / t * g / Math.sqrt(s[0] - s[1] * s[1] + 1e-8);
          return s[2];
        });
  }

  @Test
  void amsgradOfKeras() {
    Moments s = new Moments();
    double[] h = {0};
    agree(
        Adam.keras().withAmsgrad(Amsgrad.UNCORRECTED),
        (t, g) -> {
          s.see(g);
          h[0] = Math.max(h[0], s.v);
          double scale = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return 0.001 * scale * s.m / (Math.sqrt(h[0]) + 1e-7);
        });
  }

  @Test
  void adamwOfKeras() {
    Moments s = new Moments();
    double[] theta = {0.4};
    agree(
        AdamW.keras(),
        (t, g) -> {
          s.see(g);
          double scale = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          double step = 0.001 * 0.004 * theta[0] + 0.001 * scale * s.m / (Math.sqrt(s.v) + 1e-7);
          theta[0] -= step;
          return step;
        });
  }

  @Test
  void adamwOfOptax() {
    Moments s = new Moments();
    double[] theta = {0.4};
    agree(
        AdamW.optax(0.02),
        (t, g) -> {
          s.see(g);
          double step = 0.02 * (s.mHat(t) / (Math.sqrt(s.vHat(t)) + 1e-8) + 1e-4 * theta[0]);
          theta[0] -= step;
          return step;
        });
  }

  @Test
  void nadamOfKeras() {
    Moments s = new Moments();
    double[] product = {1};
    agree(
        NAdam.keras(),
        (t, g) -> {
          s.see(g);
          double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, t));
          double next = 0.9 * (1 - 0.5 * Math.pow(0.96, t + 1));
          product[0] *= mu;
          double mHat = next * s.m / (1 - product[0] * next) + (1 - mu) * g / (1 - product[0]);
          return 0.001 * mHat / (Math.sqrt(s.vHat(t)) + 1e-7);
        });
  }

  @Test
  void nadamOfOptax() {
    Moments s = new Moments();
    agree(
        NAdam.optax(0.02),
        (t, g) -> {
          s.see(g);
          double mHat =
              0.9 * s.m / (1 - Math.pow(0.9, t + 1)) + (1 - 0.9) * g / (1 - Math.pow(0.9, t));
          return 0.02 * mHat / (Math.sqrt(s.vHat(t)) + 1e-8);
        });
  }

  @Test
  void adamaxOfKeras() {
    double[] s = {0, 0};
    agree(
        Adamax.keras(),
        (t, g) -> {
          s[0] = 0.9 * s[0] + 0.1 * g;
          s[1] = Math.max(0.999 * s[1], Math.abs(g));
          return 0.001 * s[0] / ((1 - Math.pow(0.9, t)) * (s[1] + 1e-7));
        });
  }

  @Test
  void adamaxOfOptaxIsPyTorchs() {
    double[] s = {0, 0};
    agree(
        Adamax.withRate(0.02).withEpsilon(Epsilon.inside(0.3)),
        (t, g) -> {
          s[0] = 0.9 * s[0] + 0.1 * g;
          s[1] = Math.max(0.999 * s[1], Math.abs(g) + 0.3);
          return 0.02 * s[0] / (1 - Math.pow(0.9, t)) / s[1];
        });
  }

  @Test
  void radamOfItsAuthorsCodeWaitsUntilItCanBeRectified() {
    Moments s = new Moments();
    agree(
        RAdam.pytorch().withUnrectified(Unrectified.NOTHING),
        (t, g) -> {
          s.see(g);
          double n = 1999 - 2 * t * Math.pow(0.999, t) / (1 - Math.pow(0.999, t));
          double scale =
              Math.sqrt((1 - Math.pow(0.999, t)) * (n - 4) / 1995 * (n - 2) / n * 1999 / 1997);
          return n < 5 ? 0 : 0.001 * scale / (1 - Math.pow(0.9, t)) * s.m / (Math.sqrt(s.v) + 1e-8);
        });
  }

  @Test
  void radamOfTensorFlowAddonsWithWeightDecay() {
    Moments s = new Moments();
    double[] theta = {0.4};
    RAdam rule = RAdam.optax(0.001).withEpsilon(Epsilon.outside(1e-7));
    agree(
        new DecoupledWeightDecay(rule, rule.rate(), Decay.timesRate(0.01), parameter -> true),
        (t, g) -> {
          s.see(g);
          double n = 1999 - 2 * t * Math.pow(0.999, t) / (1 - Math.pow(0.999, t));
          double r = Math.sqrt((n - 4) / 1995 * (n - 2) / 1997 * 1999 / n);
          double direction = n >= 5 ? r * s.mHat(t) / (Math.sqrt(s.vHat(t)) + 1e-7) : s.mHat(t);
          double step = 0.001 * (direction + 0.01 * theta[0]);
          theta[0] -= step;
          return step;
        });
  }
}
