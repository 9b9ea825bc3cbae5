package org.ladera.autograd.loss;

import org.ladera.core.graph.Node;

/**
 * The squared hinge max(0, 1 - y f)² of each entry. Targets are -1 and 1, or bool, of which true is
 * 1. Prediction and target are of one shape.
 */
public record SquaredHinge() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return Hinge.shortfall(prediction, Targets.signs(this, prediction, target)).square();
  }
}
