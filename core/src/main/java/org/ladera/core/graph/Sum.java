package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The sum along axes, which disappear; 0 over no entries. Gradient: repeated along them.
 *
 * @param axes the axes, counted from 0, ascending
 */
public record Sum(ImmutableIntArray axes) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    TensorType type = TypeRules.numeric(this, inputs);
    return type.withShape(Shapes.without(type.shape(), axes));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(Ops.repeated(gradient, self.input(0).shape(), axes));
  }
}
