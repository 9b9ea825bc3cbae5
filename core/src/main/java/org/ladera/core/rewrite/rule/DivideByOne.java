package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;

/** x / 1 is x, and x / -1 is -x. */
record DivideByOne() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Divide)) {
      return null;
    }
    Node x = node.input(0);
    if (Rewrites.isNumber(node.input(1), 1)) {
      return x;
    }
    return Rewrites.isNumber(node.input(1), -1) ? Rewrites.in(node, new Negate(), x) : null;
  }
}
