package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.TwoParameters.gradient;
import static org.ladera.optim.TwoParameters.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.TwoParameters;
import org.ladera.optim.TwoParameters.Algorithm;

/**
 * Optimizers that find their rate, against loops over plain numbers, written from the papers: 40
 * steps over two parameters, whose sums are one.
 */
class LearningRateFreeTest {
  private static double rate(int t) {
    return 1 / (1 + 0.05 * (t - 1));
  }

  private static final Schedule RATE = step -> Ops.constant(1).dividedBy(step.times(0.05).plus(1));

  private static double adamRate(int t, boolean corrected) {
    return corrected ? Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t)) : 1;
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
        of(Prodigy.withRate(1).withSchedule(RATE).withFirst(0.01), new Found(0.01, 0, false)),
        of(
            Prodigy.optax().withSchedule(RATE).withFirst(0.001).withDecay(0.1),
            new Found(0.001, 0.1, true)),
        of(DAdaptAdamW.withRate(1).withSchedule(RATE).withFirst(0.01), new Adapted(0.01, 0, false)),
        of(
            DAdaptAdamW.optax().withSchedule(RATE).withFirst(0.02).withDecay(0.1),
            new Adapted(0.02, 0.1, true)),
        of(Cocob.withAlpha(100), new Coins(100)),
        of(Cocob.withAlpha(3), new Coins(3)),
        of(Momo.withRate(1).withSchedule(RATE.times(0.4)), new Model(0, 0)),
        of(
            Momo.withRate(1).withSchedule(RATE.times(0.4)).withLowest(1).withDecay(0.2),
            new Model(1, 0.2)));
  }

  private static Arguments of(Optimizer optimizer, Algorithm algorithm) {
    return Arguments.of(optimizer, algorithm);
  }

  /** Prodigy. */
  private static final class Found implements Algorithm {
    private final double first;
    private final double decay;
    private final boolean corrected;
    private final double[] m = new double[3];
    private final double[] v = new double[3];
    private final double[] s = new double[3];
    private double numerator;
    private double d;

    Found(double first, double decay, boolean corrected) {
      this.first = first;
      this.decay = decay;
      this.corrected = corrected;
      this.d = first;
    }

    @Override
    public void next(int t, double... x) {
      double[] start = {1, -2, 0.5};
      double[] g = gradient(t, x);
      double eta = d * rate(t) * adamRate(t, corrected);
      double product = 0;
      double length = 0;
      for (int i = 0; i < x.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * d * g[i];
        v[i] = 0.999 * v[i] + 0.001 * d * d * g[i] * g[i];
        s[i] = Math.sqrt(0.999) * s[i] + d / first * eta * g[i];
        product += g[i] * (start[i] - x[i]);
        length += Math.abs(s[i]);
      }
      numerator = Math.sqrt(0.999) * numerator + d / first * eta * product;
      d = Math.max(d, numerator / length);
      for (int i = 0; i < x.length; i++) {
        x[i] -= eta * m[i] / (Math.sqrt(v[i]) + d * 1e-8) + eta * decay * x[i];
      }
    }
  }

  /** D-Adaptation of AdamW. */
  private static final class Adapted implements Algorithm {
    private final double decay;
    private final boolean corrected;
    private final double[] m = new double[3];
    private final double[] v = new double[3];
    private final double[] s = new double[3];
    private double numerator;
    private double d;

    Adapted(double first, double decay, boolean corrected) {
      this.decay = decay;
      this.corrected = corrected;
      this.d = first;
    }

    @Override
    public void next(int t, double... x) {
      double[] g = gradient(t, x);
      double eta = d * rate(t) * adamRate(t, corrected);
      double beta3 = Math.sqrt(0.999);
      double product = 0;
      double length = 0;
      for (int i = 0; i < x.length; i++) {
        product += g[i] * s[i] / (Math.sqrt(v[i]) + 1e-8);
        m[i] = 0.9 * m[i] + 0.1 * eta * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        s[i] = beta3 * s[i] + (1 - beta3) * eta * g[i];
        length += Math.abs(s[i]);
        x[i] -= m[i] / (Math.sqrt(v[i]) + 1e-8) + eta * decay * x[i];
      }
      numerator = beta3 * numerator + (1 - beta3) * eta * product;
      d = Math.max(d, numerator / ((1 - beta3) * length));
    }
  }

  /** COCOB. */
  private static final class Coins implements Algorithm {
    private final double alpha;
    private final double[] largest = {1e-8, 1e-8, 1e-8};
    private final double[] total = new double[3];
    private final double[] reward = new double[3];
    private final double[] sum = new double[3];

    Coins(double alpha) {
      this.alpha = alpha;
    }

    @Override
    public void next(int t, double... x) {
      double[] start = {1, -2, 0.5};
      double[] g = gradient(t, x);
      for (int i = 0; i < x.length; i++) {
        largest[i] = Math.max(largest[i], Math.abs(g[i]));
        total[i] += Math.abs(g[i]);
        reward[i] = Math.max(reward[i] - (x[i] - start[i]) * g[i], 0);
        sum[i] -= g[i];
        double bet = sum[i] / (largest[i] * Math.max(total[i] + largest[i], alpha * largest[i]));
        x[i] = start[i] + bet * (largest[i] + reward[i]);
      }
    }
  }

  /** MoMo. */
  private static final class Model implements Algorithm {
    private final double lowest;
    private final double decay;
    private final double[] m = new double[3];
    private double loss;
    private double product;

    Model(double lowest, double decay) {
      this.lowest = lowest;
      this.decay = decay;
    }

    @Override
    public void next(int t, double... x) {
      double[] g = gradient(t, x);
      double kept = t == 1 ? 0 : 0.9;
      double inner = 0;
      double along = 0;
      double square = 0;
      for (int i = 0; i < x.length; i++) {
        m[i] = kept * m[i] + (1 - kept) * g[i];
        inner += g[i] * x[i];
        along += m[i] * x[i];
        square += m[i] * m[i];
      }
      loss = kept * loss + (1 - kept) * value(t, x);
      product = kept * product + (1 - kept) * inner;
      double gamma = 0.4 * rate(t);
      double gap = (1 + gamma * decay) * (loss - product - lowest) + along;
      double tau = Math.min(gamma, Math.max(gap, 0) / square);
      for (int i = 0; i < x.length; i++) {
        x[i] -= gamma * decay / (1 + gamma * decay) * x[i] + tau * m[i];
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void followsThePaper(Optimizer optimizer, Algorithm paper) {
    new TwoParameters(optimizer).follows(paper, 40);
  }

  /** From a millionth of the distance, 2 in each entry, to its order: what the papers are for. */
  @Test
  void theDistanceIsFound() {
    for (Optimizer optimizer : new Optimizer[] {Prodigy.withRate(1), DAdaptAdamW.withRate(1)}) {
      Descent way =
          Descent.of(optimizer, theta -> theta.minus(2).square().sum().times(0.5), 0, 0, 0);
      double[] end = way.after(500);
      double d = way.number("distance");
      assertTrue(d > 0.2 && d < 20, optimizer + " has found " + d);
      assertArrayEquals(new double[] {2, 2, 2}, end, 0.2, optimizer.toString());
    }
  }

  @Test
  void coinsNeedNoRate() {
    Descent way = Descent.of(Cocob.withAlpha(100), Descent::bowl, 3, -2);
    assertArrayEquals(new double[] {0, 0}, way.after(500), 1e-2);
  }

  /** On a sum of squares the first step is Polyak's, half of the way; the second by hand. */
  @Test
  void momoStartsWithPolyaksStep() {
    Descent way = Descent.of(Momo.withRate(1), theta -> theta.square().sum(), 1, 2, 3);
    assertArrayEquals(new double[] {0.5, 1, 1.5}, way.after(1), 1e-15);
    double kept = 0.5 - 1.9 * (12.95 - 25.9 + 13.3) / (1.9 * 1.9 * 14);
    assertArrayEquals(new double[] {kept, 2 * kept, 3 * kept}, way.after(1), 1e-14);
  }
}
