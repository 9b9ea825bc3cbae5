package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.StopGradient;

/** What only said how to differentiate is its value, once gradients are taken. */
record ForgetGradient() implements Rule {
  @Override
  public boolean dropsInputs() {
    return true;
  }

  @Override
  public @Nullable Node apply(Node node) {
    return switch (node.op()) {
      case StopGradient _, CustomGradient _ -> node.input(0);
      default -> null;
    };
  }
}
