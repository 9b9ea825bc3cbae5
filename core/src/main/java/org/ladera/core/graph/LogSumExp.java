package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shapes;

/**
 * log Σ e^x along axes, none of them empty, or that of a multiple of the sum, stabilized: the
 * largest entry is subtracted before the exponential and added after the logarithm. The gradient is
 * the softmax of x, made in the same way.
 */
record LogSumExp(ImmutableIntArray axes) implements Pullback {
  /**
   * The logarithm of a multiple of Σ e^x.
   *
   * @param multiple the multiple of a sum by a positive number
   */
  static Node of(Node x, ImmutableIntArray axes, UnaryOperator<Node> multiple) {
    Node shift = shift(x, axes);
    Node sum = powers(x, shift).sum(axes.toArray());
    Node logarithm = Ops.build(new Log(), multiple.apply(sum));
    Node result = logarithm.plus(shift.reshape(sum.shape().toArray()));
    return Ops.customGradient(result, new LogSumExp(axes), x);
  }

  /** The logarithm of e^x / Σ e^x, stabilized: it cannot overflow, and keeps digits near 0. */
  static Node share(Node x, ImmutableIntArray axes) {
    Node shifted = x.minus(top(x, axes));
    Node total = kept(Ops.exp(shifted).sum(axes.toArray()), x, axes);
    return shifted.minus(Ops.build(new Log(), total));
  }

  private static Node top(Node x, ImmutableIntArray axes) {
    return Ops.stopGradient(kept(x.max(axes.toArray()), x, axes));
  }

  /** The largest entry, or 0 where that is infinite. */
  private static Node shift(Node x, ImmutableIntArray axes) {
    Node top = top(x, axes);
    Node infinity = Ops.constant(Double.POSITIVE_INFINITY);
    return Ops.select(Ops.less(Ops.abs(top), infinity), top, Ops.constant(0));
  }

  private static Node powers(Node x, Node shift) {
    return Ops.exp(x.minus(shift));
  }

  private static Node kept(Node reduced, Node x, ImmutableIntArray axes) {
    return reduced.reshape(Shapes.kept(x.shape(), axes).toArray());
  }

  @Override
  public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
    Node x = arguments.getFirst();
    Node powers = powers(x, top(x, axes));
    Node probabilities = powers.dividedBy(kept(powers.sum(axes.toArray()), x, axes));
    return List.of(probabilities.times(kept(gradient, x, axes)));
  }
}
