package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The quotient a / b, of floating types. Derivative: 1 / b and -(a / b) / b. */
public record Divide() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    Node quotient = factor.dividedBy(self.input(1));
    return input == 0 ? quotient : quotient.times(self).negate();
  }
}
