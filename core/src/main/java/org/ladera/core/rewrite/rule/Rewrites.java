package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** What rules ask of nodes, and how they build. */
final class Rewrites {
  private Rewrites() {}

  /** An op in the place of a node. */
  static Node in(Node place, Op op, Node... inputs) {
    return Graphs.apply(op, List.of(inputs), place.origin());
  }

  /** An op in the place of a node. */
  static Node in(Node place, Op op, List<Node> inputs) {
    return Graphs.apply(op, inputs, place.origin());
  }

  /** A number of a type, exact in it, in the place of a node. */
  static Node number(Node place, double value, TensorType like) {
    return in(place, new Literal(value, new TensorType(like.dtype(), Shape.scalar())));
  }

  /** The scalar that every entry of a value equals, or null. */
  static @Nullable Node repeated(Node x) {
    if (x.shape().isScalar()) {
      return x;
    }
    return x.op() instanceof Broadcast && x.input(0).shape().isScalar() ? x.input(0) : null;
  }

  /** A scalar repeated to a shape. */
  static Node repeat(Node place, Node scalar, Shape shape) {
    return shape.isScalar() ? scalar : in(place, new Broadcast(shape), scalar);
  }

  /** The number that every entry of a value is known to be, or null. */
  static @Nullable Double known(Node x) {
    Node scalar = repeated(x);
    return scalar != null && scalar.op() instanceof Literal literal ? literal.value() : null;
  }

  /** Whether every entry is known to be a number, zeros told apart. */
  static boolean isNumber(Node x, double value) {
    Double known = known(x);
    return known != null && known.equals(value);
  }

  /** x in another shape, if that is another. */
  static Node reshaped(Node place, Node x, Shape shape) {
    return x.shape().equals(shape) ? x : in(place, new Reshape(shape), x);
  }

  /** x with its axes in another order, if that is another. */
  static Node permuted(Node place, Node x, ImmutableIntArray order) {
    return isIdentity(order) ? x : in(place, new Permute(order), x);
  }

  static boolean isIdentity(ImmutableIntArray order) {
    for (int axis = 0; axis < order.length(); axis++) {
      if (order.get(axis) != axis) {
        return false;
      }
    }
    return true;
  }
}
