package org.ladera.core.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The transpose of {@link Gather}: updates {@code [a, i, j, b]} added up at the positions that
 * indices {@code [i, j]} name along axis 1 of zeros {@code [a, size, b]}. Updates of one position
 * are added in row-major order of the indices. An index outside {@code 0..size-1} is an error of
 * the run. Gradient: {@link Gather}.
 *
 * @param axis the axis of the result, counted from 0
 * @param size its size
 */
public record ScatterAdd(int axis, int size) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Shape updates = inputs.get(0).shape();
    Shape indices = inputs.get(1).shape();
    boolean fits =
        inputs.get(0).dtype() != DType.BOOL
            && inputs.get(1).dtype().isInteger()
            && axis >= 0
            && axis + indices.rank() <= updates.rank();
    for (int i = 0; fits && i < indices.rank(); i++) {
      fits = updates.get(axis + i) == indices.get(i);
    }
    if (!fits) {
      throw Names.error(
          "scatterAdd",
          "integer indices must match the updates, which are numbers, from axis " + axis + " on",
          ", ",
          List.of("updates", "indices"),
          inputs);
    }
    return inputs.get(0).type().withShape(Gather.replaced(updates, axis, indices.rank(), size));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return Arrays.asList(Ops.build(new Gather(axis), gradient, self.input(1)), null);
  }

  /**
   * {@return the error of an index out of range}
   *
   * @param index the index
   * @param place its row-major position among the indices
   */
  public IllegalArgumentException error(long index, long place) {
    return new IllegalArgumentException(
        "scatterAdd: index " + index + " at " + place + " is outside 0.." + (size - 1));
  }
}
