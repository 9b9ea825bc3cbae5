package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Sum;

/**
 * A reduction of a permutation reduces the source, and permutes what is left. A sum of floating
 * numbers must find them in the same order.
 */
record ReduceOfPermute() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    @Nullable ImmutableIntArray axes = Reductions.axes(node.op());
    if (axes == null || !(node.input(0).op() instanceof Permute permute)) {
      return null;
    }
    Node x = node.input(0).input(0);
    int[] reduced = axes.stream().map(axis -> permute.order().get(axis)).toArray();
    if (node.op() instanceof Sum && node.dtype().isFloating() && !isInOrder(x, reduced)) {
      return null;
    }
    Arrays.sort(reduced);
    ImmutableIntArray sorted = ImmutableIntArray.copyOf(reduced);
    int[] order =
        IntStream.range(0, permute.order().length())
            .filter(axis -> !axes.contains(axis))
            .map(axis -> left(permute.order().get(axis), sorted))
            .toArray();
    return Rewrites.permuted(
        node,
        Rewrites.in(node, Reductions.along(node.op(), sorted), x),
        ImmutableIntArray.copyOf(order));
  }

  /** Whether the axes along which there is more than one entry ascend. */
  private static boolean isInOrder(Node x, int[] axes) {
    int last = -1;
    for (int axis : axes) {
      if (x.shape().get(axis) != 1) {
        if (axis < last) {
          return false;
        }
        last = axis;
      }
    }
    return true;
  }

  /** The place of an axis among those that are left. */
  private static int left(int axis, ImmutableIntArray reduced) {
    return axis - (int) reduced.stream().filter(other -> other < axis).count();
  }
}
