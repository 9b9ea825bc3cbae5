package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/** The proximal map of λ|x|: what remains of a number when its size loses λ, but not below 0. */
final class SoftThreshold {
  private SoftThreshold() {}

  /** sign(x) max(|x| - λ, 0). */
  static Node of(Node x, Node lambda) {
    return x.minus(Ops.min(Ops.max(x, lambda.negate()), lambda));
  }
}
