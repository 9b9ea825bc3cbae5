package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Power;

/** x¹ is x. */
record PowerOfOne() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Power && Rewrites.isNumber(node.input(1), 1) ? node.input(0) : null;
  }
}
