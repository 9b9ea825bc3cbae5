package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.optim.Point;

/** Sums over the entries of all parameters together, as float64 scalars. */
final class Totals {
  private Totals() {}

  /** The sum of all entries. */
  static Node sum(Point point) {
    Node total = Ops.constant(0);
    for (Node node : point.nodes().values()) {
      total = total.plus(node.sum().cast(DType.FLOAT64));
    }
    return total;
  }

  /** The sum of the products of all entries. */
  static Node dot(Point a, Point b) {
    return sum(a.zip(b, Node::times));
  }

  /** ‖point‖². */
  static Node square(Point point) {
    return dot(point, point);
  }

  /** ‖point‖₁. */
  static Node absolute(Point point) {
    return sum(point.map(Ops::abs));
  }

  /** A quotient of scalars, 0 where the divisor is not positive. */
  static Node quotient(Node dividend, Node divisor) {
    Node positive = Ops.greater(divisor, Ops.constant(0));
    Node quotient = dividend.dividedBy(Ops.select(positive, divisor, Ops.constant(1)));
    return Ops.select(positive, quotient, Ops.constant(0));
  }
}
