package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Slice;

/**
 * A view of the same shape is its input: reshape, broadcast, permute in order, slice of everything,
 * pad by nothing, concat of one part.
 */
record IdentityView() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    boolean sameShape =
        switch (node.op()) {
          case Reshape _, Broadcast _, Slice _, Pad _ -> node.shape().equals(node.input(0).shape());
          case Permute permute -> Rewrites.isIdentity(permute.order());
          case Concat _ -> node.inputs().size() == 1;
          default -> false;
        };
    return sameShape ? node.input(0) : null;
  }
}
