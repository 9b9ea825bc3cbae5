package org.ladera.core.rewrite.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Node;

/** An op of repeated scalars is the repeated op of the scalars, which is computed once. */
record ElementwiseOfRepeated() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Elementwise) || node.shape().isScalar()) {
      return null;
    }
    List<Node> scalars = new ArrayList<>(node.inputs().size());
    for (Node input : node.inputs()) {
      Node scalar = Rewrites.repeated(input);
      if (scalar == null) {
        return null;
      }
      scalars.add(scalar);
    }
    return Rewrites.repeat(node, Rewrites.in(node, node.op(), scalars), node.shape());
  }
}
