package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;

/** Norms for clipping. */
final class Norms {
  private Norms() {}

  /** The sum of the squares along axes, of all if none is given; float64, where none overflows. */
  static Node squares(Node x, int... axes) {
    return x.cast(DType.FLOAT64).square().sum(axes);
  }

  /**
   * x times limit / max(norm, limit). The root is taken of what is positive, so that the derivative
   * at a gradient of 0 is a number.
   *
   * @param x what is shortened
   * @param squares its squared norms, which broadcast to it
   * @param limit the largest norms, positive
   */
  static Node shortened(Node x, Node squares, Node limit) {
    Node longest = Ops.sqrt(Ops.max(squares, limit.square()));
    return x.times(limit.dividedBy(longest).cast(x.dtype()));
  }
}
