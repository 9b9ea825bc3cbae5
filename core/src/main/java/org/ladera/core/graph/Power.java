package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The power a^b, as IEEE 754 {@code pow}: 0^0 is 1. Derivative: b a^(b-1), 0 where b is 0; and a^b
 * log a, 0 where a is 0.
 */
public record Power() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return TypeRules.floating(this, inputs);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    Node base = self.input(0);
    Node exponent = self.input(1);
    Node zero = Ops.zerosLike(self);
    if (input == 0) {
      Node slope = exponent.times(Ops.pow(base, exponent.minus(1)));
      return factor.times(Ops.select(Ops.equal(exponent, zero), zero, slope));
    }
    Node slope = self.times(Ops.log(base));
    return factor.times(Ops.select(Ops.equal(base, zero), zero, slope));
  }
}
