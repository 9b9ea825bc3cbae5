package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;

/**
 * Rules against loops over plain numbers, written from the papers: 30 steps along gradients that
 * change in size and sign, one of them zero, at a rate that falls.
 */
class PaperFormulasTest {
  private static final int STEPS = 30;
  private static final double[] START = {1, -2, 0.5};

  private static double rate(int t) {
    return 0.1 / (1 + 0.2 * (t - 1));
  }

  private static final Schedule RATE = step -> Ops.constant(0.1).dividedBy(step.times(0.2).plus(1));

  private static double gradient(int t, int i) {
    return i == 2 && t % 5 == 0 ? 0 : Math.cos(1.7 * t + i) * (1 + i) - 0.2;
  }

  /** One entry's way: t from 1, the entry, its gradient, what it keeps. */
  private interface Entry {
    double next(int t, double theta, double g, double[] kept);
  }

  private static double bias(double beta, int t) {
    return 1 - Math.pow(beta, t);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(new SignDescent(RATE), entry((t, x, g, k) -> x - rate(t) * Math.signum(g))),
        Arguments.of(
            Signum.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  k[0] = 0.9 * k[0] + 0.1 * g;
                  return x - rate(t) * Math.signum(k[0]);
                })),
        Arguments.of(
            Lion.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  double c = 0.9 * k[0] + 0.1 * g;
                  k[0] = 0.99 * k[0] + 0.01 * g;
                  return x - rate(t) * Math.signum(c);
                })),
        Arguments.of(
            Yogi.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  double m = t == 1 ? 1e-6 : k[0];
                  double v = t == 1 ? 1e-6 : k[1];
                  k[0] = 0.9 * m + 0.1 * g;
                  k[1] = v - 0.001 * Math.signum(v - g * g) * g * g;
                  double root = Math.sqrt(k[1] / bias(0.999, t)) + 1e-3;
                  return x - rate(t) * k[0] / bias(0.9, t) / root;
                })),
        Arguments.of(
            AdaBelief.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  k[0] = 0.9 * k[0] + 0.1 * g;
                  k[1] = 0.999 * k[1] + 0.001 * (g - k[0]) * (g - k[0]) + 1e-16;
                  double root = Math.sqrt(k[1] / bias(0.999, t)) + 1e-16;
                  return x - rate(t) * k[0] / bias(0.9, t) / root;
                })),
        Arguments.of(
            AdaBound.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  k[0] = 0.9 * k[0] + 0.1 * g;
                  k[1] = 0.999 * k[1] + 0.001 * g * g;
                  double last = 0.1 * rate(t) / rate(1);
                  double low = last * (1 - 1 / (1e-3 * t + 1));
                  double high = last * (1 + 1 / (1e-3 * t));
                  double size = rate(t) * Math.sqrt(bias(0.999, t)) / bias(0.9, t);
                  double eta = size / (Math.sqrt(k[1]) + 1e-8);
                  return x - Math.clamp(eta, low, high) * k[0];
                })),
        Arguments.of(
            Rprop.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  double size = t == 1 ? rate(1) : k[0];
                  double counted = g;
                  if (g * k[1] > 0) {
                    size = Math.min(size * 1.2, 50);
                  } else if (g * k[1] < 0) {
                    size = Math.max(size * 0.5, 1e-6);
                    counted = 0;
                  }
                  k[0] = size;
                  k[1] = counted;
                  return x - size * Math.signum(counted);
                })),
        Arguments.of(
            new Asgd(RATE, 0.1, 0.75, 4),
            entry(
                (t, x, g, k) -> {
                  double eta = rate(t) / Math.pow(1 + 0.1 * rate(t) * (t - 1), 0.75);
                  return (1 - 0.1 * eta) * x - eta * g;
                })),
        Arguments.of(Adan.withRate(1).withSchedule(RATE), entry(adan(0.92, 0, 1e-8))),
        Arguments.of(
            Adan.withRate(1).withSchedule(RATE).withDecay(0.3), entry(adan(0.92, 0.3, 1e-8))),
        Arguments.of(
            new Adan(RATE, 0.98, 0.92, 0.99, 0.08, Epsilon.outside(1e-3), 0),
            entry(adan(0.08, 0, 1e-3))),
        Arguments.of(
            new Adopt(RATE, 0.9, 0.99, 1e-6, true),
            entry(
                (t, x, g, k) -> {
                  if (t == 1) {
                    k[1] = g * g;
                    return x;
                  }
                  double limit = Math.pow(t - 1, 0.25);
                  double u = Math.clamp(g / Math.max(Math.sqrt(k[1]), 1e-6), -limit, limit);
                  k[0] = 0.9 * k[0] + 0.1 * u;
                  k[1] = 0.99 * k[1] + 0.01 * g * g;
                  return x - rate(t) * k[0];
                })),
        Arguments.of(
            AdEMAMix.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  k[0] = 0.9 * k[0] + 0.1 * g;
                  k[1] = 0.9999 * k[1] + 0.0001 * g;
                  k[2] = 0.999 * k[2] + 0.001 * g * g;
                  double root = Math.sqrt(k[2] / bias(0.999, t)) + 1e-8;
                  return x - rate(t) * (k[0] / bias(0.9, t) + 5 * k[1]) / root;
                })),
        Arguments.of(
            Madgrad.withRate(1).withSchedule(RATE),
            entry(
                (t, x, g, k) -> {
                  double lambda = (rate(t) + 1e-6) * Math.sqrt(t);
                  if (t == 1) {
                    k[2] = x;
                  }
                  k[0] += lambda * g;
                  k[1] += lambda * g * g;
                  double z = k[2] - k[0] / (Math.cbrt(k[1]) + 1e-6);
                  return 0.1 * z + 0.9 * x;
                })),
        Arguments.of(NovoGrad.withRate(1).withSchedule(RATE), novoGrad(0)),
        Arguments.of(NovoGrad.withRate(1).withSchedule(RATE).withDecay(0.2), novoGrad(0.2)),
        Arguments.of(
            Fromage.withRate(1).withSchedule(RATE),
            (Whole)
                (t, x, g, k) -> {
                  double ratio = norm(x) / norm(g);
                  double shrink = Math.sqrt(1 + rate(t) * rate(t));
                  for (int i = 0; i < x.length; i++) {
                    x[i] = (x[i] - rate(t) * g[i] * ratio) / shrink;
                  }
                }));
  }

  private static Entry adan(double mix, double decay, double epsilon) {
    return (t, x, g, k) -> {
      double d = t == 1 ? 0 : g - k[3];
      k[3] = g;
      k[0] = 0.98 * k[0] + 0.02 * g;
      k[1] = 0.92 * k[1] + 0.08 * d;
      k[2] = 0.99 * k[2] + 0.01 * (g + mix * d) * (g + mix * d);
      double root = Math.sqrt(k[2] / bias(0.99, t)) + epsilon;
      double step = k[0] / bias(0.98, t) + mix * k[1] / bias(0.92, t);
      return (x - rate(t) * step / root) / (1 + rate(t) * decay);
    };
  }

  private static Whole novoGrad(double decay) {
    return (t, x, g, k) -> {
      double square = norm(g) * norm(g);
      k[0][3] = t == 1 ? square : 0.25 * k[0][3] + 0.75 * square;
      for (int i = 0; i < x.length; i++) {
        double added = g[i] / (Math.sqrt(k[0][3]) + 1e-6) + decay * x[i];
        k[i][0] = 0.9 * k[i][0] + added;
        x[i] -= rate(t) * k[i][0];
      }
    };
  }

  private static double norm(double... x) {
    double sum = 0;
    for (double entry : x) {
      sum += entry * entry;
    }
    return Math.sqrt(sum);
  }

  /** The way of all entries, each of which keeps four numbers. */
  interface Whole {
    void next(int t, double[] theta, double[] g, double[][] kept);
  }

  private static Whole entry(Entry entry) {
    return (t, x, g, k) -> {
      for (int i = 0; i < x.length; i++) {
        x[i] = entry.next(t, x[i], g[i], k[i]);
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void followsThePaper(Optimizer optimizer, Whole paper) {
    Descent descent = Descent.alongGiven(optimizer, START);
    double[] x = START.clone();
    double[][] kept = new double[x.length][4];
    double[] g = new double[x.length];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < g.length; i++) {
        g[i] = gradient(t, i);
      }
      paper.next(t, x, g, kept);
      assertArrayEquals(x, descent.along(g), 1e-12, "step " + t);
    }
  }

  /** PyTorch's ax, which its own test does not print. */
  @Test
  void asgdAveragesFromItsStartOn() {
    Descent descent = Descent.alongGiven(new Asgd(RATE, 0.1, 0.75, 4), START);
    double average = 0;
    for (int t = 1; t <= 12; t++) {
      double point = descent.along(gradient(t, 0), gradient(t, 1), gradient(t, 2))[0];
      double mu = t == 1 ? 1 : 1 / Math.max(1.0, t - 1 - 4);
      average = mu == 1 ? point : average + (point - average) * mu;
      assertArrayEquals(
          new double[] {average}, new double[] {descent.slot("average")[0]}, 1e-14, "step " + t);
    }
  }

  /** The half-life of the slow mean grows in a line: the appendix A.1 of AdEMAMix's paper. */
  @Test
  void adEMAMixWarmsItsSlowMeanUp() {
    Schedule beta3 = AdEMAMix.beta3(0.9, 0.9999, 100);
    double first = Math.log(0.5) / Math.log(0.9);
    double last = Math.log(0.5) / Math.log(0.9999);
    for (int t : new int[] {1, 37, 100, 250}) {
      double expected = first + (last - first) * Math.min(1, t / 100.0);
      double value = beta3.value(t - 1);
      assertArrayEquals(
          new double[] {expected}, new double[] {Math.log(0.5) / Math.log(value)}, 1e-6 * expected);
    }
  }
}
