package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The larger of a and b. NaN wins, and -0 is below +0. Derivative: 1 for the larger; where they are
 * equal both take one half.
 */
public record Maximum() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.numeric(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return Selection.ofExtreme(Ops.less(self.input(1 - input), self.input(input)), self, factor);
  }
}
