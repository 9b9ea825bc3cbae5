package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.min;
import static org.ladera.core.graph.Ops.sqrt;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
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
import org.nd4j.linalg.factory.Nd4j;

/** Update rules and optimizers of one's own: the formula, and nothing else. */
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

  /** Clipping by the global norm: Pascanu, Mikolov and Bengio 2012, arXiv 1211.5063. */
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

  /** Sharpness-aware minimization: Foret et al. 2020, arXiv 2010.01412. */
  record Sam(Optimizer inner, double rho) implements Optimizer {
    @Override
    public Point next(Objective objective, Point theta, State state) {
      Point g = objective.gradientAt(theta);
      Point sharp = theta.plus(g.times(constant(rho).dividedBy(g.norm())));
      return inner.next(objective.withGradient(here -> objective.gradientAt(sharp)), theta, state);
    }
  }

  private final Parameter x = Parameter.of("x", Nd4j.scalar(1.0));

  /** x after some updates of f = x^2 / 2 from 1. */
  private double after(int updates, Optimizer optimizer) {
    var step = TrainingStep.of(optimizer, unused -> x.square().times(0.5));
    for (int i = 0; i < updates; i++) {
      step.run(Nd4j.scalar(0.0));
    }
    return x.value().getDouble(0);
  }

  @Test
  void theLecturesNesterovByHand() {
    assertEquals(-0.35037539914131033, after(10, new Nesterov(Schedule.of(0.1), 0.9)), 1e-14);
  }

  @Test
  void adamsFirstStepIsTheRate() {
    assertEquals(1 - 0.01, after(1, new Adam(Schedule.of(0.01), 0.9, 0.999, 0)), 1e-15);
  }

  @Test
  void clippingWrapsAnyOptimizerAndReports() {
    var clipped = new ClipByGlobalNorm(GradientDescent.withRate(1), 0.25);
    var step = TrainingStep.of(clipped, unused -> x.square().times(0.5));
    assertEquals(1, step.results(Nd4j.scalar(0.0)).value("gradient norm"), 1e-15);
    assertEquals(0.75, x.value().getDouble(0), 1e-15);
  }

  @Test
  void samAsksTwice() {
    assertEquals(1 - 0.1 * 1.05, after(1, new Sam(GradientDescent.withRate(0.1), 0.05)), 1e-15);
  }

  @Test
  void aLineSearchIsJavaOverTheEvaluator() {
    var step = TrainingStep.of(GradientDescent.withRate(0), unused -> x.minus(3).square());
    FlatObjective objective = step.evaluator(Nd4j.scalar(0.0));
    for (int i = 0; i < 60; i++) {
      double[] point = objective.point();
      FlatObjective.Evaluation here = objective.at(point);
      double slope = here.gradient()[0];
      double rate = 1;
      while (objective.at(new double[] {point[0] - rate * slope}).value()
          > here.value() - 0.5 * rate * slope * slope) {
        rate /= 2;
      }
      objective.accept(new double[] {point[0] - rate * slope});
    }
    assertTrue(Math.abs(x.value().getDouble(0) - 3) < 1e-9, "x = " + x.value());
  }
}
