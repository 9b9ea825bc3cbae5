package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * log(1 + e^x) as max(x, 0) + log1p(e^-|x|), with the gradient that it has on paper: sigmoid(x).
 */
record Softplus() implements Pullback {
  static Node of(Node x) {
    Node zero = Ops.zerosLike(x);
    Node result = Ops.max(x, zero).plus(Ops.build(new Log1p(), Ops.exp(Ops.abs(x).negate())));
    return Ops.customGradient(result, new Softplus(), x);
  }

  @Override
  public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
    return List.of(gradient.times(Ops.sigmoid(arguments.getFirst())));
  }
}
