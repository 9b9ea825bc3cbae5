package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** Whether a ≤ b; false beside NaN. No derivative. */
public record LessEqual() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.comparison(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return null;
  }
}
