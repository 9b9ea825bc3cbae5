package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The logistic function 1 / (1 + e^-x), relatively accurate also where it is tiny. Derivative: s (1
 * - s).
 */
public record Sigmoid() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.times(self.times(Ops.minus(Ops.number(1, self), self)));
  }
}
