package org.ladera.autograd.loss;

import static org.ladera.core.fn.Elementary.logCosh;

import org.ladera.core.graph.Node;

/**
 * The logarithm of the hyperbolic cosine of f - y, for each entry: nearly half the square near 0,
 * nearly |f - y| - log 2 far away, and smooth. Prediction and target are of one shape.
 */
public record LogCosh() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return logCosh(prediction.minus(Targets.numbers(this, prediction, target)));
  }
}
