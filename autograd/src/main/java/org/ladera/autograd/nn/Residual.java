package org.ladera.autograd.nn;

import org.ladera.core.graph.Node;

/** x + inner(x). He, Zhang, Ren and Sun 2015, arXiv 1512.03385, equation 1. */
record Residual(Layer inner) implements Layer {
  @Override
  public Node apply(Scope scope, Node x) {
    Node change = scope.apply("inner", inner, x);
    if (!change.shape().equals(x.shape())) {
      throw Features.error(
          "residual",
          "the inner layer must keep the shape",
          x.type() + " to " + change.type(),
          scope);
    }
    return x.plus(change);
  }

  @Override
  public String toString() {
    return "residual(" + inner + ")";
  }
}
