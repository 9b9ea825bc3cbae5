package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Power;

/** x⁻¹ is 1 / x: so powers are defined, of float32 and float64, to the bit. */
record PowerOfMinusOne() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Power && Rewrites.isNumber(node.input(1), -1))) {
      return null;
    }
    Node one = Rewrites.repeat(node, Rewrites.number(node, 1, node.type()), node.shape());
    return Rewrites.in(node, new Divide(), one, node.input(0));
  }
}
