package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;

/**
 * The position of the largest entry along an axis, which disappears: of the first NaN if there is
 * one, else of the first largest, where -0 and +0 are equal. The result is int32. No gradient.
 *
 * @param axis the axis, counted from 0, not empty
 */
public record ArgMax(int axis) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    TensorType type = TypeRules.numeric(this, inputs);
    ImmutableIntArray axes = ImmutableIntArray.of(axis);
    Extremes.checkNotEmpty(this, inputs, axes);
    return new TensorType(DType.INT32, Shapes.without(type.shape(), axes));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return Collections.singletonList(null);
  }
}
