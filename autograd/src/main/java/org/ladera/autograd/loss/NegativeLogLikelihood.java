package org.ladera.autograd.loss;

import org.ladera.core.fn.Indexing;
import org.ladera.core.graph.Node;

/**
 * Minus the log-probability of the true class of each example: predictions are log-probabilities
 * {@code [..., k]}, such as a logSoftmax; targets are class indices {@code [...]} of an integer
 * type. The loss of each example is {@code [...]}.
 */
public record NegativeLogLikelihood() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return Indexing.pick(prediction, Targets.indices(this, prediction, target)).negate();
  }
}
