package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Subtract;

/** a + (-b) and (-b) + a are a - b, and a - (-b) is a + b: IEEE 754 defines the difference so. */
record AddNegative() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    boolean sum = node.op() instanceof Add;
    if (!sum && !(node.op() instanceof Subtract)) {
      return null;
    }
    Node a = node.input(0);
    Node b = node.input(1);
    if (b.op() instanceof Negate) {
      return Rewrites.in(node, sum ? new Subtract() : new Add(), a, b.input(0));
    }
    return sum && a.op() instanceof Negate
        ? Rewrites.in(node, new Subtract(), b, a.input(0))
        : null;
  }
}
