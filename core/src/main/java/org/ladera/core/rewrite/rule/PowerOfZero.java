package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Power;

/** x⁰ is 1 for every x, NaN too: IEEE 754 section 9.2.1. */
record PowerOfZero() implements Rule {
  @Override
  public boolean dropsInputs() {
    return true;
  }

  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Power)) {
      return null;
    }
    Double exponent = Rewrites.known(node.input(1));
    return exponent != null && exponent == 0
        ? Rewrites.repeat(node, Rewrites.number(node, 1, node.type()), node.shape())
        : null;
  }
}
