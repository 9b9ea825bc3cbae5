package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Select;

/** select(c, x, x) is x. */
record SelectOfSame() implements Rule {
  @Override
  public boolean dropsInputs() {
    return true;
  }

  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Select && node.input(1) == node.input(2) ? node.input(1) : null;
  }
}
