package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** Whether both a and b are true. */
public record And() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.logical(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return null;
  }
}
