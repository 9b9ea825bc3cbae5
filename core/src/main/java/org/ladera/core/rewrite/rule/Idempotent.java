package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.And;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Or;

/** x and x, x or x, max(x, x) and min(x, x) are x. */
record Idempotent() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return switch (node.op()) {
      case And _, Or _, Maximum _, Minimum _ when node.input(0) == node.input(1) -> node.input(0);
      default -> null;
    };
  }
}
