package org.ladera.autograd.loss;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/**
 * The absolute error |f - y| of each entry, with slope 0 where it is 0. Prediction and target are
 * of one shape.
 */
public record AbsoluteError() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    return Ops.abs(prediction.minus(Targets.numbers(this, prediction, target)));
  }
}
