package org.ladera.core.linalg;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.select;

import org.ladera.core.graph.Node;

/** What the gradients of eigenvectors and singular vectors divide by. */
final class Gaps {
  private Gaps() {}

  /** 1 / (λj - λi) at i, j, and 0 where the values are equal. */
  static Node inverse(Node values) {
    int n = values.shape().last();
    return inverseOrZero(values.reshape(1, n).minus(values.reshape(n, 1)));
  }

  /** 1 / x, and 0 where x is 0. */
  static Node inverseOrZero(Node x) {
    Node none = equal(x, constant(0));
    return select(none, constant(0), constant(1).dividedBy(select(none, constant(1), x)));
  }
}
