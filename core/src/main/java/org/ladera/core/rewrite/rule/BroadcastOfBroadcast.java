package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Reshape;
import org.ladera.core.type.Shape;

/**
 * A broadcast of a broadcast, or of a reshape that adds axes of size 1 in front, is one broadcast.
 */
record BroadcastOfBroadcast() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Broadcast)) {
      return null;
    }
    Node x = node.input(0);
    return switch (x.op()) {
      case Broadcast _ -> Rewrites.in(node, node.op(), x.input(0));
      case Reshape _ when addsOnesInFront(x) -> Rewrites.in(node, node.op(), x.input(0));
      default -> null;
    };
  }

  private static boolean addsOnesInFront(Node reshape) {
    Shape from = reshape.input(0).shape();
    int lead = reshape.shape().rank() - from.rank();
    for (int axis = 0; axis < reshape.shape().rank(); axis++) {
      int wanted = axis < lead ? 1 : from.get(axis - lead);
      if (reshape.shape().get(axis) != wanted) {
        return false;
      }
    }
    return lead >= 0;
  }
}
