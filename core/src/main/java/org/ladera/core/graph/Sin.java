package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The sine of x in radians. Derivative: cos x. */
public record Sin() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.times(Ops.cos(self.input(0)));
  }
}
