package org.ladera.optim.plan;

import static org.ladera.core.graph.Ops.constant;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Slots;
import org.ladera.optim.State;
import org.ladera.optim.UpdateRule;

/** Optimizers that the library does not have, written as a user writes them. */
final class Rules {
  private Rules() {}

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

  /** LAMB, You et al. 2019, arXiv 1904.00962, algorithm 2, without decay. */
  record Lamb(double rate) implements UpdateRule {
    @Override
    public Node update(Slots slots, Node gradient) {
      Node m = slots.next("m", old -> old.times(0.9).plus(gradient.times(0.1)));
      Node v = slots.next("v", old -> old.times(0.999).plus(gradient.square().times(0.001)));
      Node direction =
          m.dividedBy(slots.biasCorrection(0.9))
              .dividedBy(Ops.sqrt(v.dividedBy(slots.biasCorrection(0.999))).plus(1e-6));
      Node ratio = length(slots.parameter()).dividedBy(length(direction));
      return direction.times(ratio).times(-rate);
    }

    private static Node length(Node x) {
      return Ops.sqrt(x.square().sum());
    }
  }

  /** Only the direction of the momentum counts. */
  record SignOfMomentum(double rate) implements UpdateRule {
    @Override
    public Node update(Slots slots, Node gradient) {
      Node m = slots.next("momentum", old -> old.times(0.95).plus(gradient.times(0.05)));
      return Ops.sign(m.times(0.9).plus(gradient.times(0.1))).times(-rate);
    }
  }
}
