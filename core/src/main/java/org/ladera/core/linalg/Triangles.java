package org.ladera.core.linalg;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.less;
import static org.ladera.core.graph.Ops.lessOrEqual;
import static org.ladera.core.graph.Ops.range;
import static org.ladera.core.graph.Ops.select;

import org.ladera.core.graph.Node;

/** Parts of square matrices. What is left out is 0, also where it was NaN. */
final class Triangles {
  private Triangles() {}

  /** The lower triangle with the diagonal. */
  static Node lower(Node x) {
    return select(lessOrEqual(columns(x), rows(x)), x, constant(0));
  }

  /** The upper triangle with the diagonal. */
  static Node upper(Node x) {
    return select(lessOrEqual(rows(x), columns(x)), x, constant(0));
  }

  /** The lower triangle without the diagonal. */
  static Node strictlyLower(Node x) {
    return select(less(columns(x), rows(x)), x, constant(0));
  }

  /** The matrix with another diagonal. */
  static Node withDiagonal(Node x, Node diagonal) {
    return select(equal(rows(x), columns(x)), diagonal.reshape(1, x.shape().last()), x);
  }

  /** The part that is its own transpose. A symmetric matrix stays as it is, to the bit. */
  static Node symmetric(Node x) {
    return x.plus(x.transpose()).times(0.5);
  }

  private static Node rows(Node x) {
    return range(x.shape().get(0)).reshape(x.shape().get(0), 1);
  }

  private static Node columns(Node x) {
    return range(x.shape().get(1)).reshape(1, x.shape().get(1));
  }
}
