package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.select;
import static org.ladera.core.graph.Ops.sqrt;

import com.google.common.primitives.ImmutableIntArray;
import org.ladera.core.graph.Node;
import org.ladera.core.type.Shapes;

/**
 * Spread, length and angle, of floating numbers. Where the square root has no slope, at 0, the
 * gradient is 0. Sums of squares overflow and underflow where their entries squared do. The mean
 * stands on {@link Node#mean}.
 */
public final class Statistics {
  private Statistics() {}

  /**
   * {@return the mean squared distance from the mean along axes, which disappear; of all entries if
   * none is given. It divides by the number of entries n, not by n - 1}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative, none of them empty
   */
  public static Node variance(Node x, int... axes) {
    return Variance.of(x, Shapes.axes("variance", x.shape(), axes));
  }

  /**
   * {@return the square root of {@link #variance}}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative, none of them empty
   */
  public static Node standardDeviation(Node x, int... axes) {
    return root(variance(x, axes));
  }

  /**
   * {@return the Euclidean length along axes, which disappear; of all entries if none is given}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative
   */
  public static Node norm(Node x, int... axes) {
    return root(x.square().sum(axes));
  }

  /**
   * {@return x divided by its length along axes; a vector of zeros stays as it is, with gradient 0}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative; all of them if none is given
   */
  public static Node normalized(Node x, int... axes) {
    ImmutableIntArray chosen = Shapes.axes("normalized", x.shape(), axes);
    Node length = Softmax.kept(norm(x, axes), x, chosen);
    Node none = equal(length, constant(0));
    Node direction = x.dividedBy(select(none, constant(1), length));
    return select(none, constant(0), direction);
  }

  /**
   * {@return the cosine of the angle between vectors along an axis, which disappears; 0, with
   * gradient 0, beside a vector of zeros}
   *
   * @param a floating numbers
   * @param b floating numbers; they broadcast
   * @param axis the axis of both, counted from the end as a negative number, such as -1
   */
  public static Node cosineSimilarity(Node a, Node b, int axis) {
    return normalized(a, axis).times(normalized(b, axis)).sum(axis);
  }

  private static Node root(Node x) {
    Node none = equal(x, constant(0));
    return select(none, constant(0), sqrt(select(none, constant(1), x)));
  }
}
