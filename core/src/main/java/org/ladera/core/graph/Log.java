package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The natural logarithm; -infinity at 0, NaN below. Derivative: 1 / x. */
public record Log() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.dividedBy(self.input(0));
  }
}
