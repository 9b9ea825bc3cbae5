package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The smallest entry along axes, which disappear; NaN wins, and -0 is below +0. Gradient: to the
 * smallest entries, in equal parts.
 *
 * @param axes the axes, counted from 0, ascending; none of them empty
 */
public record Min(ImmutableIntArray axes) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    TensorType type = TypeRules.numeric(this, inputs);
    Extremes.checkNotEmpty(this, inputs, axes);
    return type.withShape(Shapes.without(type.shape(), axes));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(Extremes.gradient(self, gradient, axes));
  }
}
