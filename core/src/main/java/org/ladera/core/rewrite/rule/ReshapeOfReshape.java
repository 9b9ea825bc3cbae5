package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Reshape;

/** A reshape of a reshape is one reshape. */
record ReshapeOfReshape() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Reshape && node.input(0).op() instanceof Reshape
        ? Rewrites.reshaped(node, node.input(0).input(0), node.shape())
        : null;
  }
}
