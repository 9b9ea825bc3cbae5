package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;

/**
 * A cast of a cast that lost nothing is one cast of the source; back to its type it is the source.
 */
record CastThroughWider() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Cast && node.input(0).op() instanceof Cast)) {
      return null;
    }
    Node x = node.input(0).input(0);
    return keeps(x.dtype(), node.input(0).dtype())
        ? (x.dtype() == node.dtype() ? x : Rewrites.in(node, node.op(), x))
        : null;
  }

  /** Whether every number of one type is a number of the other. */
  private static boolean keeps(DType from, DType to) {
    return switch (from) {
      case BOOL -> true;
      case FLOAT32 -> to == DType.FLOAT64;
      case INT32 -> to == DType.INT64 || to == DType.FLOAT64;
      case FLOAT64, INT64 -> false;
    };
  }
}
