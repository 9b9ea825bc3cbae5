package org.ladera.autograd.loss;

import static org.ladera.core.fn.Activations.relu;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/**
 * The hinge max(0, 1 - y f) of each entry, with slope 0 at its corner. Targets are -1 and 1, or
 * bool, of which true is 1. Prediction and target are of one shape. Cortes and Vapnik, Machine
 * Learning 20, 1995.
 */
public record Hinge() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return shortfall(prediction, Targets.signs(this, prediction, target));
  }

  /** By how much the margin 1 is missed. */
  static Node shortfall(Node f, Node y) {
    return relu(Ops.constant(1).minus(y.times(f)));
  }
}
