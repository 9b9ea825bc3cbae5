package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Reshape;
import org.ladera.core.type.Shape;

/**
 * A reduction of a reshape that only adds or removes axes of size 1 reduces the source, and
 * reshapes what is left.
 */
record ReduceOfUnitAxes() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    @Nullable ImmutableIntArray axes = Reductions.axes(node.op());
    if (axes == null || !(node.input(0).op() instanceof Reshape)) {
      return null;
    }
    Node reshape = node.input(0);
    Node x = reshape.input(0);
    int[] from = longAxes(x.shape());
    int[] to = longAxes(reshape.shape());
    if (from.length != to.length) {
      return null;
    }
    ImmutableIntArray.Builder mapped = ImmutableIntArray.builder();
    for (int i = 0; i < from.length; i++) {
      if (x.shape().get(from[i]) != reshape.shape().get(to[i])) {
        return null;
      }
      if (axes.contains(to[i])) {
        mapped.add(from[i]);
      }
    }
    ImmutableIntArray reduced = mapped.build();
    Node left = reduced.isEmpty() ? x : Rewrites.in(node, Reductions.along(node.op(), reduced), x);
    return Rewrites.reshaped(node, left, node.shape());
  }

  private static int[] longAxes(Shape shape) {
    return IntStream.range(0, shape.rank()).filter(axis -> shape.get(axis) != 1).toArray();
  }
}
