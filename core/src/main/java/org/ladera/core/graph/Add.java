package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The sum a + b. Derivative: 1 with respect to both. */
public record Add() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.numeric(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor;
  }
}
