package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
 * Optimizers whose numbers belong to all parameters together, against loops over plain numbers,
 * written from the papers: 40 steps over two parameters, at a rate that rises and falls.
 */
class WholeFormulasTest {
  private static final int STEPS = 40;

  private static double rate(int t) {
    return 0.1 * Math.min(1, t / 4.0) / (1 + 0.02 * (t - 1));
  }

  private static final Schedule RATE =
      step -> {
        var warm = Ops.min(step.plus(1).dividedBy(4), Ops.constant(1));
        return warm.times(0.1).dividedBy(step.times(0.02).plus(1));
      };

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] minus(double[] a, double... b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static void descend(double[] x, double step, double... direction) {
    for (int i = 0; i < x.length; i++) {
      x[i] -= step * direction[i];
    }
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
        of(ScheduleFreeSgd.withRate(1).withSchedule(RATE), new FreeDescent(0.9, 0, false)),
        of(
            ScheduleFreeSgd.withRate(1).withSchedule(RATE).withBeta(0.6).withDecay(0.2),
            new FreeDescent(0.6, 0.2, false)),
        of(ScheduleFreeAdamW.withRate(1).withSchedule(RATE), new FreeDescent(0.9, 0, true)),
        of(
            ScheduleFreeAdamW.withRate(1).withSchedule(RATE).withBetas(0.7, 0.999).withDecay(0.2),
            new FreeDescent(0.7, 0.2, true)),
        of(
            PolyakStep.withRate(1).withSchedule(RATE.times(3)).withLowest(1.5),
            (t, x) -> {
              double[] g = gradient(t, x);
              double gap = Math.max(0, value(t, x) - 1.5);
              descend(x, Math.min(gap / dot(g, g), 3 * rate(t)), g);
            }),
        of(
            DoG.withRate(1).withSchedule(RATE.times(20)).withReach(0.05),
            new DistanceOverGradients()),
        of(new DoWG(RATE.times(20), 0.01, 1e-4), new WeightedDistance()));
  }

  private static Arguments of(Optimizer optimizer, Algorithm algorithm) {
    return Arguments.of(optimizer, algorithm);
  }

  /** Schedule-free: equations 1 to 3, or algorithm 1, with x kept for itself. */
  private static final class FreeDescent implements Algorithm {
    private final double beta;
    private final double decay;
    private final boolean adaptive;
    private final double[] z = {1, -2, 0.5};
    private final double[] x = {1, -2, 0.5};
    private final double[] v = new double[3];
    private double sum;
    private double largest;

    FreeDescent(double beta, double decay, boolean adaptive) {
      this.beta = beta;
      this.decay = decay;
      this.adaptive = adaptive;
    }

    @Override
    public void next(int t, double... y) {
      double[] g = gradient(t, y);
      largest = Math.max(largest, rate(t));
      sum += largest * largest;
      double c = largest * largest / sum;
      for (int i = 0; i < y.length; i++) {
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double root = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
        z[i] -= rate(t) * (g[i] / (adaptive ? root : 1) + decay * y[i]);
        x[i] = (1 - c) * x[i] + c * z[i];
        y[i] = (1 - beta) * z[i] + beta * x[i];
      }
    }
  }

  private static final class DistanceOverGradients implements Algorithm {
    private final double[] start = {1, -2, 0.5};
    private double r = 0.05 * (1 + Math.sqrt(dot(start, start)));
    private double squares;

    @Override
    public void next(int t, double... x) {
      double[] g = gradient(t, x);
      double[] way = minus(x, start);
      r = Math.max(r, Math.sqrt(dot(way, way)));
      squares += dot(g, g);
      descend(x, 20 * rate(t) * r / Math.sqrt(squares + 1e-8), g);
    }
  }

  private static final class WeightedDistance implements Algorithm {
    private final double[] start = {1, -2, 0.5};
    private double r2 = 0.01;
    private double v;

    @Override
    public void next(int t, double... x) {
      double[] g = gradient(t, x);
      double[] way = minus(x, start);
      r2 = Math.max(r2, dot(way, way));
      v += r2 * dot(g, g);
      descend(x, 20 * rate(t) * r2 / (Math.sqrt(v) + 1e-4), g);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void followsThePaper(Optimizer optimizer, Algorithm paper) {
    new TwoParameters(optimizer).follows(paper, STEPS);
  }

  @Test
  void theAverageOfScheduleFreeDescentIsASlot() {
    TwoParameters way = new TwoParameters(ScheduleFreeAdamW.withRate(1).withSchedule(RATE));
    FreeDescent paper = new FreeDescent(0.9, 0, true);
    way.follows(paper, STEPS);
    assertArrayEquals(paper.x, way.slot("x"), 1e-12);
    assertArrayEquals(paper.z, way.slot("z"), 1e-12);
    assertEquals(paper.sum, way.number("weights"), 1e-14);
  }

  @Test
  void aRateOfZeroMovesNoAverage() {
    Schedule late =
        step -> Ops.select(Ops.less(step, Ops.constant(3)), Ops.constant(0), RATE.at(step));
    TwoParameters way = new TwoParameters(ScheduleFreeSgd.withRate(1).withSchedule(late));
    way.follows((t, x) -> {}, 3);
    assertArrayEquals(new double[] {1, -2, 0.5}, way.slot("x"), 0);
  }

  @Test
  void theDistanceStartsAsAShareOfTheParameters() {
    TwoParameters way = new TwoParameters(DoG.withRate(0));
    way.follows((t, x) -> {}, 2);
    assertEquals(1e-6 * (1 + Math.sqrt(1 + 4 + 0.25)), way.number("distance"), 1e-20);
    assertArrayEquals(new double[] {1, -2, 0.5}, way.slot("start"), 0);
  }

  /** Sums of squares of the averages x, as Optax's documentation prints them for its own. */
  @Test
  void scheduleFreeDescentIsWhereOptaxIs() {
    Descent sgd = squares(ScheduleFreeSgd.withRate(1));
    Descent adam = squares(ScheduleFreeAdamW.withRate(1));
    double[] expected = {14.0, 0, 0.996, 0.806, 0.241};
    double[] adaptive = {5.00, 3.05, 1.73, 0.894, 0.413};
    for (int i = 0; i < expected.length; i++) {
      sgd.after(1);
      adam.after(1);
      assertEquals(expected[i], sumOfSquares(sgd.slot("x")), 5e-4 + 1e-12, "step " + (i + 1));
      assertEquals(adaptive[i], sumOfSquares(adam.slot("x")), 5e-3, "step " + (i + 1));
    }
  }

  /** What Optax's documentation prints for its dowg and, to fewer digits, its dog. */
  @Test
  void distanceOverGradientsIsWhereOptaxIs() {
    Descent dog = squares(DoG.withRate(1));
    Descent dowg = squares(DoWG.withRate(1));
    double[] expected = {13.925367, 13.872763, 13.775433, 13.596172, 13.268837};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], sumOfSquares(dowg.after(1)), 3e-6, "step " + (i + 1));
      double value = sumOfSquares(dog.after(1));
      assertTrue(13.99 < value && value < 14, "step " + (i + 1));
    }
  }

  private static Descent squares(Optimizer optimizer) {
    return Descent.of(optimizer, theta -> theta.square().sum(), 1, 2, 3);
  }

  private static double sumOfSquares(double... x) {
    return dot(x, x);
  }

  @Test
  void polyakStepsDoNotGoUphillWhereTheLossIsBelowTheLowest() {
    Optimizer tooHigh = PolyakStep.withRate(10).withLowest(100);
    Descent way = Descent.of(tooHigh, theta -> theta.square().sum(), 4, -8);
    assertArrayEquals(new double[] {4, -8}, way.after(1), 0);
  }

  @Test
  void polyakStepsEndAtTheLowestPointOfALine() {
    // On |θ|²/2 the gap over the squared slope is 1/2: half of the way in each step.
    Descent way =
        Descent.of(PolyakStep.withRate(10), theta -> theta.square().sum().times(0.5), 4, -8);
    assertArrayEquals(new double[] {0.5, -1}, way.after(3), 0);
    way.moveTo(0, 0);
    assertArrayEquals(new double[] {0, 0}, way.after(1), 0);
  }
}
