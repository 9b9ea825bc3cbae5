package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The sign of x: -1, 0 or 1; NaN stays NaN and a zero keeps its sign. Derivative: 0. */
public record Sign() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.numeric(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return null;
  }
}
