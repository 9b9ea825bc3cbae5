package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Slice;

/** A view of a repeated scalar is the scalar, repeated to the shape of the view. */
record ViewOfRepeated() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    return switch (node.op()) {
      case Reshape _, Permute _, Slice _, Broadcast _ -> {
        Node x = node.input(0);
        boolean isRepeatedAlready = node.op() instanceof Broadcast && x.shape().isScalar();
        Node scalar = isRepeatedAlready ? null : Rewrites.repeated(x);
        yield scalar == null ? null : Rewrites.repeat(node, scalar, node.shape());
      }
      default -> null;
    };
  }
}
