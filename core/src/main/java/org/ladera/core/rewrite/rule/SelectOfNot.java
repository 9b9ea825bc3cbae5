package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Not;
import org.ladera.core.graph.Select;

/** select(not c, a, b) is select(c, b, a). */
record SelectOfNot() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Select && node.input(0).op() instanceof Not
        ? Rewrites.in(node, new Select(), node.input(0).input(0), node.input(2), node.input(1))
        : null;
  }
}
