package org.ladera.autograd.nn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.less;
import static org.ladera.core.graph.Ops.select;

import org.ladera.core.graph.Node;

/**
 * Sets entries to zero at random while training, and divides the others by the rate at which they
 * stay, so that inference is the identity. Srivastava, Hinton, Krizhevsky, Sutskever and
 * Salakhutdinov 2014, Journal of Machine Learning Research 15, section 10.
 */
record Dropout(double rate) implements Layer {
  Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate must be in [0, 1), got " + rate);
    }
  }

  @Override
  public Node apply(Scope scope, Node x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Node drops = less(scope.uniform(x.shape()), constant(rate));
    return select(drops, constant(0), x.dividedBy(1 - rate));
  }

  @Override
  public String toString() {
    return "dropout(" + rate + ")";
  }
}
