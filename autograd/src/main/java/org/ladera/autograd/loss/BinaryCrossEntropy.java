package org.ladera.autograd.loss;

import static org.ladera.core.fn.Elementary.xlogy;
import static org.ladera.core.graph.Ops.constant;

import org.ladera.core.graph.Node;

/**
 * The cross entropy -y log f - (1 - y) log(1 - f) of each entry, from a probability f and a target
 * y in [0, 1]: 0 or 1, bool, or a probability. Prediction and target are of one shape.
 *
 * <p>A prediction that is a sigmoid, however reshaped, is looked through: value and derivatives of
 * every order are finite for every finite logit. Else 0 log 0 is 0: a probability of exactly 0 or 1
 * costs nothing where it is right, and infinitely much where it is wrong.
 */
public record BinaryCrossEntropy() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return of(prediction, Targets.numbers(this, prediction, target));
  }

  static Node of(Node f, Node y) {
    Node one = constant(1);
    return xlogy(y, f).plus(xlogy(one.minus(y), one.minus(f))).negate();
  }
}
