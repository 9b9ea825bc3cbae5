package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.type.Shapes;

/** A sum, largest or smallest entry along axes of size 1 alone is a reshape. */
record ReduceNothing() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    @Nullable ImmutableIntArray axes = Reductions.axes(node.op());
    return axes != null && Shapes.count(node.input(0).shape(), axes) == 1
        ? Rewrites.reshaped(node, node.input(0), node.shape())
        : null;
  }
}
