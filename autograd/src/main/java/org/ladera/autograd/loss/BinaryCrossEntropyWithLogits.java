package org.ladera.autograd.loss;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.softplus;

import org.ladera.core.graph.Node;

/**
 * {@link BinaryCrossEntropy} of sigmoid(z), from the logit z of each entry: softplus(z) - y z,
 * written as y softplus(-z) + (1 - y) softplus(z), which loses no digits where z is large and
 * right. Targets are in [0, 1]: 0 or 1, bool, or a probability. Logits and target are of one shape.
 */
public record BinaryCrossEntropyWithLogits() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    Node y = Targets.numbers(this, prediction, target);
    Node missed = y.times(softplus(prediction.negate()));
    return missed.plus(constant(1).minus(y).times(softplus(prediction)));
  }
}
