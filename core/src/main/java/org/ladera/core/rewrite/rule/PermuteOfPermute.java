package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;

/** A permutation of a permutation is one permutation, or none. */
record PermuteOfPermute() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Permute outer && node.input(0).op() instanceof Permute inner)) {
      return null;
    }
    int[] order = outer.order().stream().map(axis -> inner.order().get(axis)).toArray();
    return Rewrites.permuted(node, node.input(0).input(0), ImmutableIntArray.copyOf(order));
  }
}
