package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** log(1 + x), accurate near 0. Derivative: 1 / (1 + x). */
public record Log1p() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.dividedBy(self.input(0).plus(1));
  }
}
