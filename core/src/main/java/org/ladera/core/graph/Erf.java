package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The error function 2/√π ∫₀ˣ e^(-t²) dt. Derivative: 2/√π e^(-x²). */
public record Erf() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return factor.times(Ops.exp(self.input(0).square().negate()).times(2 / Math.sqrt(Math.PI)));
  }
}
