package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Subtract;

/**
 * x + (-0), (-0) + x and x - (+0) are x; of integers x + 0 too. x + (+0) is not: -0 would become
 * +0.
 */
record AddNothing() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return switch (node.op()) {
      case Add add when isNothing(node.input(1)) -> node.input(0);
      case Add add when isNothing(node.input(0)) -> node.input(1);
      case Subtract subtract when Rewrites.isNumber(node.input(1), 0.0) -> node.input(0);
      default -> null;
    };
  }

  private static boolean isNothing(Node x) {
    return Rewrites.isNumber(x, x.dtype().isFloating() ? -0.0 : 0.0);
  }
}
