package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The product a · b. Derivative: b and a. Integers wrap around. */
public record Multiply() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.numeric(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.times(self.input(1 - input));
  }
}
