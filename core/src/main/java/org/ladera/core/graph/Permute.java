package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The axes in another order. Gradient: the inverse order.
 *
 * @param order for each axis of the result, the axis of the input
 */
public record Permute(ImmutableIntArray order) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Node x = inputs.getFirst();
    if (order.length() != x.shape().rank()
        || order.stream().filter(axis -> axis >= 0 && axis < order.length()).distinct().count()
            != order.length()) {
      throw Names.error(
          "permute",
          "the order " + order + " must name each axis once",
          ", ",
          List.of("x"),
          inputs);
    }
    return x.type().withShape(Shapes.permute(x.shape(), order));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int[] inverse = new int[order.length()];
    for (int axis = 0; axis < inverse.length; axis++) {
      inverse[order.get(axis)] = axis;
    }
    return List.of(Ops.permute(gradient, inverse));
  }
}
