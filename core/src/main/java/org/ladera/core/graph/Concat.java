package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The inputs one after another along an axis; their other axes are equal. Gradient: the slice of
 * each.
 *
 * @param axis the axis, counted from 0
 */
public record Concat(int axis) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    TensorType first = inputs.getFirst().type();
    int total = 0;
    boolean weak = true;
    for (Node input : inputs) {
      int[] sizes = input.shape().toArray();
      boolean fits = sizes.length == first.shape().rank() && input.dtype() == first.dtype();
      if (fits) {
        total += sizes[axis];
        sizes[axis] = first.shape().get(axis);
        fits = Shape.of(sizes).equals(first.shape());
      }
      if (!fits) {
        throw Names.error(
            "concat",
            "types and all axes but axis " + axis + " must be equal",
            ", ",
            List.of("part"),
            inputs);
      }
      weak &= input.type().weak();
    }
    int[] sizes = first.shape().toArray();
    sizes[axis] = total;
    return new TensorType(first.dtype(), Shape.of(sizes), weak && first.dtype() == DType.FLOAT64);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    List<@Nullable Node> gradients = new ArrayList<>(self.inputs().size());
    int from = 0;
    for (Node input : self.inputs()) {
      int to = from + input.shape().get(axis);
      gradients.add(gradient.slice(axis, from, to));
      from = to;
    }
    return gradients;
  }
}
