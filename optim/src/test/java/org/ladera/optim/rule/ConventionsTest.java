package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/**
 * Conventions without published rows, against the same formulas in plain doubles along gradients
 * that shrink, grow and change sign.
 */
class ConventionsTest {
  private static final double TOLERANCE = 1e-14;

  /** One rule in plain doubles: from the gradient of step t to what is subtracted. */
  interface Plain {
    double step(int t, double g);
  }

  static void agree(Optimizer optimizer, Plain plain) {
    double[] theta = {0.4};
    Descent descent = Descent.alongGiven(optimizer, theta);
    for (int t = 1; t <= 25; t++) {
      double g = 3 * Math.cos(0.7 * t) / t;
      theta[0] -= plain.step(t, g);
      assertArrayEquals(theta, descent.along(g), TOLERANCE, "step " + t);
    }
  }

  /** The two moments of Adam. */
  static class Moments {
    double m;
    double v;

    void see(double g) {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
    }

    double mHat(int t) {
      return m / (1 - Math.pow(0.9, t));
    }

    double vHat(int t) {
      return v / (1 - Math.pow(0.999, t));
    }
  }

  @Test
  void amsgradOfOptaxKeepsTheLargestCorrectedMoment() {
    Moments s = new Moments();
    double[] h = {0};
    agree(
        Adam.withRate(0.01).withAmsgrad(Amsgrad.CORRECTED),
        (t, g) -> {
          s.see(g);
          h[0] = Math.max(h[0], s.vHat(t));
          return 0.01 * s.mHat(t) / (Math.sqrt(h[0]) + 1e-8);
        });
  }

  @Test
  void theOrdersOfMaximumAndCorrectionDiffer() {
    Optimizer before = Adam.withRate(0.01).withAmsgrad(Amsgrad.UNCORRECTED);
    Optimizer after = Adam.withRate(0.01).withAmsgrad(Amsgrad.CORRECTED);
    Descent one = Descent.alongGiven(before, 0.4);
    Descent other = Descent.alongGiven(after, 0.4);
    for (int t = 1; t <= 10; t++) {
      one.along(1.0 / t);
      other.along(1.0 / t);
    }
    assertTrue(Math.abs(one.point()[0] - other.point()[0]) > 1e-3);
  }

  @Test
  void adamOfKeras() {
    Moments s = new Moments();
    agree(
        Adam.keras().withSchedule(Schedule.of(0.01)),
        (t, g) -> {
          s.see(g);
          double scale = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return 0.01 * scale * s.m / (Math.sqrt(s.v) + 1e-7);
        });
  }

  @Test
  void adamWithBothEpsilonsOfOptax() {
    Moments s = new Moments();
    agree(
        Adam.withRate(0.01).withEpsilon(Epsilon.inside(0.02, 0.03)),
        (t, g) -> {
          s.see(g);
          return 0.01 * s.mHat(t) / (Math.sqrt(s.vHat(t) + 0.02) + 0.03);
        });
  }

  @Test
  void nadamOfKeras() {
    Moments s = new Moments();
    double[] product = {1};
    agree(
        NAdam.keras().withSchedule(Schedule.of(0.01)),
        (t, g) -> {
          s.see(g);
          double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, t));
          double next = 0.9 * (1 - 0.5 * Math.pow(0.96, t + 1));
          product[0] *= mu;
          double mHat = next * s.m / (1 - product[0] * next) + (1 - mu) * g / (1 - product[0]);
          return 0.01 * mHat / (Math.sqrt(s.vHat(t)) + 1e-7);
        });
  }

  @Test
  void radamOfOptax() {
    Moments s = new Moments();
    agree(
        RAdam.optax(0.01),
        (t, g) -> {
          s.see(g);
          double limit = 1999;
          double power = Math.pow(0.999, t);
          double rho = limit - 2 * t * power / (1 - power);
          if (rho < 5) {
            return 0.01 * s.mHat(t);
          }
          double r = Math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
          return 0.01 * r * s.mHat(t) / (Math.sqrt(s.vHat(t)) + 1e-8);
        });
  }

  @Test
  void adamaxOfKeras() {
    double[] m = {0};
    double[] u = {0};
    agree(
        Adamax.keras().withSchedule(Schedule.of(0.01)),
        (t, g) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          u[0] = Math.max(0.999 * u[0], Math.abs(g));
          return 0.01 / (1 - Math.pow(0.9, t)) * m[0] / (u[0] + 1e-7);
        });
  }

  @Test
  void rmspropWithMomentumOfKerasPutsTheRateIntoTheBuffer() {
    // Told apart from PyTorch's by a rate that changes.
    Schedule shrinking = step -> Ops.constant(0.01).dividedBy(step.plus(1));
    double[] v = {0};
    double[] b = {0};
    agree(
        RMSprop.keras().withSchedule(shrinking).withMomentum(0.8),
        (t, g) -> {
          v[0] = 0.9 * v[0] + 0.1 * g * g;
          b[0] = 0.8 * b[0] + 0.01 / t * g / Math.sqrt(v[0] + 1e-7);
          return b[0];
        });
    double[] w = {0};
    double[] c = {0};
    agree(
        RMSprop.pytorch().withSchedule(shrinking).withMomentum(0.8),
        (t, g) -> {
          w[0] = 0.99 * w[0] + 0.01 * g * g;
          c[0] = 0.8 * c[0] + g / (Math.sqrt(w[0]) + 1e-8);
          return 0.01 / t * c[0];
        });
  }

  @Test
  void rmspropWithInitialValueAndBiasCorrectionOfOptax() {
    RMSprop rule =
        new RMSprop(
            Schedule.of(0.01),
            0.9,
            Epsilon.inside(1e-8),
            true,
            0,
            MomentumForm.displacement(),
            0.5,
            BiasCorrection.ON);
    double[] s = {0.5, 0};
    agree(
        rule,
        (t, g) -> {
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          s[1] = 0.9 * s[1] + 0.1 * g;
          double c = 1 - Math.pow(0.9, t);
          double variance = s[0] / c - s[1] / c * (s[1] / c);
          return 0.01 * g / Math.sqrt(variance + 1e-8);
        });
  }

  @Test
  void dampeningSparesTheFirstGradient() {
    double[] b = {0};
    agree(
        Momentum.pytorch(0.05).withForm(new MomentumForm.Sum(0.3)),
        (t, g) -> {
          b[0] = t == 1 ? g : 0.9 * b[0] + 0.7 * g;
          return 0.05 * b[0];
        });
  }

  @Test
  void adagradOfKerasStartsAboveZero() {
    double[] a = {0.1};
    agree(
        Adagrad.keras().withSchedule(Schedule.of(0.05)),
        (t, g) -> {
          a[0] += g * g;
          return 0.05 * g / Math.sqrt(a[0] + 1e-7);
        });
  }
}
