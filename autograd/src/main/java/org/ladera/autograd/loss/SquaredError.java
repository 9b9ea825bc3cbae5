package org.ladera.autograd.loss;

import org.ladera.core.graph.Node;

/**
 * The squared error (f - y)² of each entry; its mean is the mean squared error. Prediction and
 * target are of one shape.
 */
public record SquaredError() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return prediction.minus(Targets.numbers(this, prediction, target)).square();
  }
}
