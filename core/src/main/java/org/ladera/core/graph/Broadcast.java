package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The input repeated to a larger shape by NumPy's rule: aligned on the right, axes that are missing
 * or of size 1 are repeated. Gradient: the sum over what was repeated.
 *
 * @param shape the larger shape
 */
public record Broadcast(Shape shape) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Node x = inputs.getFirst();
    if (!Shapes.broadcastsTo(x.shape(), shape)) {
      throw Names.error(
          "broadcast", "the shape must broadcast to " + shape, ", ", List.of("x"), inputs);
    }
    return x.type().withShape(shape);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    Shape from = self.input(0).shape();
    ImmutableIntArray.Builder repeated = ImmutableIntArray.builder();
    int lead = shape.rank() - from.rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis < lead || (from.get(axis - lead) == 1 && shape.get(axis) != 1)) {
        repeated.add(axis);
      }
    }
    return List.of(Ops.sumOf(gradient, repeated.build()).reshape(from.toArray()));
  }
}
