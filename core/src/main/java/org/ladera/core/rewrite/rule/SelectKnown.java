package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Select;

/** select(true, a, b) is a, and select(false, a, b) is b. */
record SelectKnown() implements Rule {
  @Override
  public boolean dropsInputs() {
    return true;
  }

  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Select)) {
      return null;
    }
    Double condition = Rewrites.known(node.input(0));
    return condition == null ? null : node.input(condition != 0 ? 1 : 2);
  }
}
