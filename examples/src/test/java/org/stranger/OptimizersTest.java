package org.stranger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.min;
import static org.ladera.core.graph.Ops.sqrt;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.FlatObjective;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Schedule;
import org.ladera.optim.Slots;
import org.ladera.optim.State;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.UpdateRule;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Update rules, optimizers, wrappers and solvers that someone outside writes, each in a few lines.
 */
class OptimizersTest {
  /** Adam, Kingma and Ba 2014, arXiv 1412.6980, algorithm 1. */
  record Adam(Schedule rate, double beta1, double beta2, double epsilon) implements UpdateRule {
    @Override
    public Node update(Slots slots, Node gradient) {
      Node m = slots.next("m", old -> old.times(beta1).plus(gradient.times(1 - beta1)));
      Node v = slots.next("v", old -> old.times(beta2).plus(gradient.square().times(1 - beta2)));
      Node mHat = m.dividedBy(slots.biasCorrection(beta1));
      Node vHat = v.dividedBy(slots.biasCorrection(beta2));
      return mHat.dividedBy(sqrt(vHat).plus(epsilon)).times(rate.at(slots.step())).negate();
    }
  }

  /** The lecture's Nesterov: the gradient is taken where the momentum is about to lead. */
  record Nesterov(Schedule rate, double beta) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      return theta.plus(
          state.next(
              "displacement",
              theta.zeros(),
              delta ->
                  delta
                      .times(beta)
                      .minus(
                          objective
                              .gradientAt(theta.plus(delta.times(beta)))
                              .times(rate.at(state.step())))));
    }
  }

  /** Clipping by the global norm. */
  record ClipByGlobalNorm(Optimizer inner, double limit) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      return inner.next(
          objective.withGradient(
              g -> {
                Node norm = g.norm();
                state.report("gradient norm", norm);
                return g.times(min(constant(1), constant(limit).dividedBy(norm)));
              }),
          theta,
          state);
    }
  }

  /**
   * Sharpness-aware minimization, Foret et al. 2020, arXiv 2010.01412: the gradient uphill of here.
   */
  record Sam(Optimizer inner, double radius) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      return inner.next(
          objective.withGradientAt(
              (here, g) ->
                  objective.gradientAt(here.plus(g.times(constant(radius).dividedBy(g.norm()))))),
          theta,
          state);
    }
  }

  /** One optimizer for some parameters, another for the rest. */
  record Grouped(Predicate<Parameter> chosen, Optimizer some, Optimizer others)
      implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      Point first = some.next(objective, theta.only(chosen), state);
      return theta.with(first).with(others.next(objective, theta.only(chosen.negate()), state));
    }
  }

  /** A step in every other run only. */
  record EverySecond(Optimizer inner) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      Node half = state.step().times(0.5);
      Node when = Ops.less(Ops.floor(half), half);
      Point next = inner.next(objective, theta, state.child("second", when));
      return theta.zip(next, (old, moved) -> Ops.select(when, moved, old));
    }
  }

  private static final INDArray NOTHING = vector(0).toINDArray();

  private final Parameter theta = Parameter.of("theta", vector(1, -0.5));

  private static HostArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values);
  }

  private static double[] values(Parameter parameter) {
    return HostArray.copyOf(parameter.value()).toDoubles();
  }

  /** (a^2 + 50 b^2)/2. */
  private static Node bowl(Node theta) {
    return theta.square().times(constant(vector(1, 50))).sum().times(0.5);
  }

  private TrainingStep step(Optimizer optimizer) {
    return Backends.using(
        Backends.named("reference"), () -> TrainingStep.of(optimizer, (Node x) -> bowl(theta)));
  }

  @Test
  void anUpdateRuleIsItsFormula() {
    step(new Adam(Schedule.of(0.1), 0.9, 0.999, 1e-8)).run(NOTHING);
    assertArrayEquals(new double[] {0.9, -0.4}, values(theta), 1e-8);
  }

  @Test
  void aLookAheadIsItsFormula() {
    TrainingStep step = step(new Nesterov(Schedule.of(0.01), 0.9));
    for (int i = 0; i < 10; i++) {
      step.run(NOTHING);
    }
    // The lecture's numbers for this function.
    assertArrayEquals(
        new double[] {0.6299564524366676, -0.0006150447075195313}, values(theta), 1e-14);
  }

  @Test
  void aWrapperChangesTheGradientAndReports() {
    TrainingStep step = step(new ClipByGlobalNorm(GradientDescent.withRate(1), 2));
    Results results = step.results(NOTHING);
    double norm = Math.hypot(1, 25);
    assertEquals(norm, results.value("gradient norm"), 1e-13);
    assertArrayEquals(new double[] {1 - 2 / norm, -0.5 + 2 * 25 / norm}, values(theta), 1e-14);
  }

  @Test
  void sharpnessAwareMinimizationAsksTwice() {
    TrainingStep step = step(new Sam(GradientDescent.withRate(0.01), 0.05));
    double a = 1;
    double b = -0.5;
    for (int i = 0; i < 5; i++) {
      double loss = step.run(NOTHING);
      assertEquals((a * a + 50 * b * b) / 2, loss, 1e-14, "the loss is that of the parameters");
      double norm = Math.hypot(a, 50 * b);
      double up = a + 0.05 * a / norm;
      double over = b + 0.05 * 50 * b / norm;
      a -= 0.01 * up;
      b -= 0.01 * 50 * over;
      assertArrayEquals(new double[] {a, b}, values(theta), 1e-14);
    }
  }

  @Test
  void wrappersNestWithOptimizersThatAskTwice() {
    TrainingStep step =
        step(new ClipByGlobalNorm(new Sam(GradientDescent.withRate(0.01), 0.05), 2));
    assertEquals(Math.hypot(1, 25), step.results(NOTHING).value("gradient norm"), 1e-13);
  }

  @Test
  void groupsAreAsIfEachWereAlone() {
    Parameter other = Parameter.of("other", vector(2));
    Optimizer grouped =
        new Grouped(
            p -> p.name().equals("other"), Momentum.withRate(0.1), GradientDescent.withRate(0.01));
    TrainingStep step =
        Backends.using(
            Backends.named("reference"),
            () ->
                TrainingStep.of(
                    grouped, (Node x) -> bowl(theta).plus(other.square().sum().times(0.5))));
    step.run(NOTHING);
    step.apply(step.gradients(NOTHING));
    // 2, then 2 - 0.2, then minus 0.1 (0.9 * 2 + 1.8).
    assertArrayEquals(new double[] {1.44}, values(other), 1e-15);
    assertArrayEquals(new double[] {0.9801, -0.125}, values(theta), 1e-15);
  }

  @Test
  void aConditionalChildCountsItsOwnSteps() {
    TrainingStep step = step(new EverySecond(new Adam(Schedule.of(0.1), 0.9, 0.999, 1e-8)));
    Parameter plain = Parameter.of("theta", vector(1, -0.5));
    TrainingStep every =
        Backends.using(
            Backends.named("reference"),
            () ->
                TrainingStep.of(
                    new Adam(Schedule.of(0.1), 0.9, 0.999, 1e-8), (Node x) -> bowl(plain)));
    for (int i = 0; i < 6; i++) {
      step.run(NOTHING);
      if (i % 2 == 1) {
        every.run(NOTHING);
      }
      assertArrayEquals(values(plain), values(theta), 0);
    }
    assertEquals(6, step.steps());
    assertEquals(3, every.steps());
  }

  @Test
  void aLineSearchRunsInJava() {
    TrainingStep step = step(GradientDescent.withRate(0));
    FlatObjective objective = step.evaluator(NOTHING);
    double[] x = objective.point();
    FlatObjective.Evaluation here = objective.at(x);
    int evaluations = 1;
    while (here.value() > 1e-10 && evaluations < 2000) {
      double length = 1;
      double slope = dot(here.gradient(), here.gradient());
      FlatObjective.Evaluation there = objective.at(moved(x, here.gradient(), length));
      while (there.value() > here.value() - 0.5 * length * slope) {
        length /= 2;
        there = objective.at(moved(x, here.gradient(), length));
        evaluations++;
      }
      x = moved(x, here.gradient(), length);
      here = there;
    }
    assertArrayEquals(new double[] {1, -0.5}, values(theta), "nothing moves before accept");
    objective.accept(x);
    assertTrue(here.value() <= 1e-10, "reached " + here.value());
    assertArrayEquals(x, values(theta), 0);
    assertEquals(here.value(), step.run(NOTHING), 1e-24);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] moved(double[] x, double[] gradient, double length) {
    double[] next = x.clone();
    for (int i = 0; i < x.length; i++) {
      next[i] -= length * gradient[i];
    }
    return next;
  }
}
