package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The largest whole number not above x. Derivative: 0. */
public record Floor() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return null;
  }
}
