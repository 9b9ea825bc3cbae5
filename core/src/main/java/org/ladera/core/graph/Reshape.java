package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The same entries, row-major, in another shape. Gradient: reshaped back.
 *
 * @param shape the new shape, of as many entries
 */
public record Reshape(Shape shape) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Node x = inputs.getFirst();
    return x.type().withShape(Shapes.reshape(x.shape(), shape.toArray()));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(gradient.reshape(self.input(0).shape().toArray()));
  }
}
