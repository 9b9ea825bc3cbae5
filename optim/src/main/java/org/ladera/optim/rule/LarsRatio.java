package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/** How {@link Lars} compares a layer's weights with its gradient, with the trust coefficient c. */
public enum LarsRatio {
  /**
   * c‖θ‖/(‖g‖ + λ‖θ‖ + ε): the paper's equation 6. 0/0 counts as 0. A parameter of 0 stays there,
   * so biases are to be left to another rule.
   */
  SUM_OF_NORMS {
    @Override
    Node of(Node theta, Node gradient, Node decayed, Lars settings) {
      Node length = TrustRatio.norm(theta);
      Node below =
          TrustRatio.norm(gradient).plus(length.times(settings.decay())).plus(settings.epsilon());
      Node divisor = Ops.select(Ops.greater(below, Ops.constant(0)), below, Ops.constant(1));
      return length.dividedBy(divisor).times(settings.trust());
    }
  },

  /** c‖θ‖/(‖g + λθ‖ + ε), and 1 where one of the norms is 0: Optax. */
  NORM_OF_SUM {
    @Override
    Node of(Node theta, Node gradient, Node decayed, Lars settings) {
      Node zero = Ops.constant(0);
      Node length = TrustRatio.norm(theta);
      Node below = TrustRatio.norm(decayed);
      Node both = Ops.and(Ops.greater(length, zero), Ops.greater(below, zero));
      Node ratio = length.dividedBy(below.plus(settings.epsilon())).times(settings.trust());
      return Ops.select(both, ratio, Ops.constant(1));
    }
  };

  /** The ratio, a scalar. */
  abstract Node of(Node theta, Node gradient, Node decayed, Lars settings);
}
