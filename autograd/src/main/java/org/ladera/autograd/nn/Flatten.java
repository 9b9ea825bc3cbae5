package org.ladera.autograd.nn;

import org.ladera.core.graph.Node;

/** All axes but the first as one: {@code [batch, ...]} to {@code [batch, features]}. */
record Flatten() implements Layer {
  @Override
  public Node apply(Scope scope, Node x) {
    Features.of("flatten", 1, "[batch, ...]", scope, x);
    int features = 1;
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      features = Math.multiplyExact(features, x.shape().get(axis));
    }
    return x.reshape(x.shape().get(0), features);
  }

  @Override
  public String toString() {
    return "flatten()";
  }
}
