package org.ladera.optim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.Gradient;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Replacement;

/** The derivative of a gradient along a vector. */
final class DirectionalDerivative {
  private DirectionalDerivative() {}

  /**
   * The gradient of ⟨gradient, v⟩ with respect to the point, for a free v in whose place the vector
   * is put afterwards: the vector may depend on the point, and is not differentiated.
   */
  static Point of(Point gradient, Point point, Point vector) {
    Map<Node, Node> places = new HashMap<>();
    Point free =
        vector.map(
            (parameter, node) -> {
              Node place = Ops.input("along " + parameter.name(), node.type());
              places.put(place, node);
              return place;
            });
    List<Node> at = List.copyOf(point.nodes().values());
    Map<Node, Node> reached = Gradient.reached(gradient.dot(free), at);
    Replacement replacement = new Replacement(places);
    return point.map(
        (parameter, node) -> {
          @Nullable Node derivative = reached.get(node);
          return derivative == null
              ? Ops.zerosLike(node)
              : replacement.apply(List.of(derivative)).getFirst();
        });
  }
}
