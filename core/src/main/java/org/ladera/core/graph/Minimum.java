package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The smaller of a and b. NaN wins, and -0 is below +0. Derivative: 1 for the smaller; where they
 * are equal both take one half.
 */
public record Minimum() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.numeric(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return Selection.ofExtreme(Ops.less(self.input(input), self.input(1 - input)), self, factor);
  }
}
