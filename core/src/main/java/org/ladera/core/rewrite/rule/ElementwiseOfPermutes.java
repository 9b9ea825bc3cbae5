package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;
import org.ladera.core.type.Shape;

/**
 * An op of values in one and the same permutation is the permutation of the op, so that a matrix
 * product sees it and reads it by strides.
 */
record ElementwiseOfPermutes() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Elementwise)) {
      return null;
    }
    @Nullable ImmutableIntArray order = order(node);
    return order == null
        ? null
        : Rewrites.in(node, new Permute(order), Rewrites.in(node, node.op(), sources(node, order)));
  }

  private static @Nullable ImmutableIntArray order(Node node) {
    @Nullable ImmutableIntArray common = null;
    for (Node input : node.inputs()) {
      if (input.op() instanceof Permute permute) {
        if (common != null && !common.equals(permute.order())) {
          return null;
        }
        common = permute.order();
      } else if (Rewrites.repeated(input) == null) {
        return null;
      }
    }
    return common;
  }

  private static List<Node> sources(Node node, ImmutableIntArray order) {
    int[] sizes = new int[order.length()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[order.get(axis)] = node.shape().get(axis);
    }
    List<Node> sources = new ArrayList<>(node.inputs().size());
    for (Node input : node.inputs()) {
      Node scalar = Rewrites.repeated(input);
      sources.add(scalar != null ? Rewrites.repeat(node, scalar, Shape.of(sizes)) : input.input(0));
    }
    return sources;
  }
}
