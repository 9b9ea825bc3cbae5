package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Node;

/** A cast to the type that x has is x. */
record CastToOwnType() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return node.op() instanceof Cast cast && cast.dtype() == node.input(0).dtype()
        ? node.input(0)
        : null;
  }
}
