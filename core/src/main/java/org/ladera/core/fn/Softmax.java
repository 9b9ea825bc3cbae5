package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.exp;
import static org.ladera.core.graph.Ops.log;
import static org.ladera.core.graph.Ops.select;
import static org.ladera.core.graph.Ops.stopGradient;

import com.google.common.primitives.ImmutableIntArray;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.Shapes;

/**
 * Softmax and its relatives. The largest entry is subtracted before any exponential, so nothing
 * overflows, and no gradient flows through that maximum.
 *
 * <p>An entry of -infinity is masked: its probability is 0 and its gradient finite. Where every
 * entry is -infinity no probabilities exist: softmax and logSoftmax are NaN there; logSumExp is
 * -infinity, with gradient NaN.
 */
public final class Softmax {
  private Softmax() {}

  /**
   * {@return e^x, divided by its sum along the last axis}
   *
   * @param x floating numbers {@code [..., k]}
   */
  public static Node softmax(Node x) {
    return softmax(x, -1);
  }

  /**
   * {@return e^x, divided by its sum along axes}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative, none of them empty
   */
  public static Node softmax(Node x, int... axes) {
    return softmaxOver(x, Shapes.axes("softmax", x.shape(), axes));
  }

  static Node softmaxOver(Node x, ImmutableIntArray axes) {
    Node powers = exp(x.minus(largest(x, axes)));
    Node result = powers.dividedBy(kept(powers.sum(axes.toArray()), x, axes));
    return Ops.customGradient(result, new SoftmaxGradients.Softmax(axes), x);
  }

  /**
   * {@return the logarithm of the softmax along the last axis}
   *
   * @param x floating numbers {@code [..., k]}
   */
  public static Node logSoftmax(Node x) {
    return logSoftmax(x, -1);
  }

  /**
   * {@return the logarithm of the softmax along axes}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative, none of them empty
   */
  public static Node logSoftmax(Node x, int... axes) {
    return logSoftmaxOver(x, Shapes.axes("logSoftmax", x.shape(), axes));
  }

  static Node logSoftmaxOver(Node x, ImmutableIntArray axes) {
    Node shifted = x.minus(largest(x, axes));
    Node total = log(kept(exp(shifted).sum(axes.toArray()), x, axes));
    return Ops.customGradient(shifted.minus(total), new SoftmaxGradients.LogSoftmax(axes), x);
  }

  /**
   * log(1 - softmax). A probability above one half, of which there is one at most, is the
   * complement of all others together, and those keep their digits.
   */
  static Node logComplementOver(Node x, ImmutableIntArray axes) {
    Node shifted = x.minus(largest(x, axes));
    Node probability = softmaxOver(x, axes);
    Node large = Ops.less(constant(0.5), probability);
    Node nothing = constant(Double.NEGATIVE_INFINITY);
    Node others = select(large, nothing, shifted);
    Node alone = Ops.equal(kept(others.max(axes.toArray()), x, axes), nothing);
    Node rest = kept(logSumExp(select(alone, constant(0), others), axes.toArray()), x, axes);
    Node total = kept(logSumExp(shifted, axes.toArray()), x, axes);
    Node ofLarge = select(alone, nothing, rest.minus(total));
    return select(large, ofLarge, Ops.log1p(select(large, constant(0), probability).negate()));
  }

  /**
   * {@return log Σ e^x along axes, which disappear; over all entries if none is given}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative; the result is -infinity over no entries
   */
  public static Node logSumExp(Node x, int... axes) {
    ImmutableIntArray chosen = Shapes.axes("logSumExp", x.shape(), axes);
    if (chosen.isEmpty()) {
      return x;
    }
    return log(exp(x).sum(chosen.toArray()));
  }

  private static Node largest(Node x, ImmutableIntArray axes) {
    return stopGradient(kept(x.max(axes.toArray()), x, axes));
  }

  /** A result of a reduction, with the axes that disappeared put back as size 1. */
  static Node kept(Node reduced, Node x, ImmutableIntArray axes) {
    return reduced.reshape(Shapes.kept(x.shape(), axes).toArray());
  }
}
