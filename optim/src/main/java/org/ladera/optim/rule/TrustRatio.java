package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/** The lengths of a layer's weights and of its step, which layer-wise rules divide. */
final class TrustRatio {
  private TrustRatio() {}

  /** ‖x‖, a scalar. */
  static Node norm(Node x) {
    return Ops.sqrt(x.square().sum());
  }

  /** The square root of the mean of the squares, a scalar. */
  static Node rootMeanSquare(Node x) {
    return Ops.sqrt(x.square().mean());
  }

  /** above/below, where both are positive; 1 where one of them is 0. */
  static Node oneForZero(Node above, Node below) {
    Node zero = Ops.constant(0);
    Node both = Ops.and(Ops.greater(above, zero), Ops.greater(below, zero));
    return Ops.select(both, above.dividedBy(below), Ops.constant(1));
  }
}
