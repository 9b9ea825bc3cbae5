package org.ladera.autograd.loss;

import static org.ladera.core.fn.Statistics.cosineSimilarity;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/**
 * One minus the cosine of the angle between prediction and target, vectors along the last axis: 0
 * where they point one way, 2 where they oppose each other, 1 beside a vector of zeros, to which no
 * gradient flows. Both are {@code [..., k]}; the loss of each example is {@code [...]}.
 */
public record CosineDistance() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    Targets.checkClasses(this, prediction, target);
    Node y = Targets.numbers(this, prediction, target).broadcastTo(prediction.shape());
    return Ops.constant(1).minus(cosineSimilarity(prediction, y, -1));
  }
}
