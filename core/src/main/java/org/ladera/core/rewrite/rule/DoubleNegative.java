package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Not;

/** -(-x) is x, and not not x is x. */
record DoubleNegative() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return (node.op() instanceof Negate && node.input(0).op() instanceof Negate)
            || (node.op() instanceof Not && node.input(0).op() instanceof Not)
        ? node.input(0).input(0)
        : null;
  }
}
