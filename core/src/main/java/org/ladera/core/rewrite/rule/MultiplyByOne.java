package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;

/** x · 1 and 1 · x are x; x · -1 and -1 · x are -x. */
record MultiplyByOne() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Multiply)) {
      return null;
    }
    Node byRight = scaled(node, node.input(0), node.input(1));
    return byRight != null ? byRight : scaled(node, node.input(1), node.input(0));
  }

  private static @Nullable Node scaled(Node place, Node x, Node factor) {
    if (Rewrites.isNumber(factor, 1)) {
      return x;
    }
    return Rewrites.isNumber(factor, -1) ? Rewrites.in(place, new Negate(), x) : null;
  }
}
