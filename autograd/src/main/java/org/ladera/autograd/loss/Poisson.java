package org.ladera.autograd.loss;

import static org.ladera.core.fn.Elementary.xlogy;
import static org.ladera.core.graph.Ops.exp;

import org.ladera.core.graph.Node;

/**
 * The negative log-likelihood of a count y under a Poisson distribution, without the term log y!,
 * which does not depend on the prediction. Counts are numbers that are not negative. Prediction and
 * target are of one shape.
 *
 * @param logInput whether the prediction is the logarithm z of the expected count, of which each
 *     entry costs e^z - y z; else it is the expected count f itself, of which each costs f - y log
 *     f, with 0 log 0 = 0
 */
public record Poisson(boolean logInput) implements Loss {
  /** From the logarithm of the expected count. */
  public Poisson() {
    this(true);
  }

  @Override
  public Node each(Node prediction, Node target) {
    Node y = Targets.numbers(this, prediction, target);
    return logInput
        ? exp(prediction).minus(y.times(prediction))
        : prediction.minus(xlogy(y, prediction));
  }
}
