package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Power;

/** x² is x · x: so powers are defined, of float32 and float64, to the bit. */
record PowerOfTwo() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Power && Rewrites.isNumber(node.input(1), 2)
        ? Rewrites.in(node, new Multiply(), node.input(0), node.input(0))
        : null;
  }
}
