package org.ladera.core.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The positions that an integer tensor names, along one axis of a source: source {@code [a, n, b]}
 * and indices {@code [i, j]} along axis 1 give {@code [a, i, j, b]}. An index outside {@code
 * 0..n-1} is an error of the run. Gradient: {@link ScatterAdd}.
 *
 * @param axis the axis of the source, counted from 0
 */
public record Gather(int axis) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Shape source = inputs.get(0).shape();
    Shape indices = inputs.get(1).shape();
    if (!inputs.get(1).dtype().isInteger() || axis < 0 || axis >= source.rank()) {
      throw Names.error(
          "gather",
          "integer indices and an axis of the source are needed (axis " + axis + ")",
          ", ",
          List.of("source", "indices"),
          inputs);
    }
    return inputs.get(0).type().withShape(replaced(source, axis, 1, indices.toArray()));
  }

  /** The shape with a run of axes replaced by others. */
  static Shape replaced(Shape shape, int axis, int count, int... others) {
    int[] sizes = shape.toArray();
    int[] result = Arrays.copyOf(sizes, sizes.length - count + others.length);
    System.arraycopy(others, 0, result, axis, others.length);
    System.arraycopy(
        sizes, axis + count, result, axis + others.length, sizes.length - axis - count);
    return Shape.of(result);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int size = self.input(0).shape().get(axis);
    return Arrays.asList(Ops.build(new ScatterAdd(axis, size), gradient, self.input(1)), null);
  }

  /**
   * {@return the error of an index out of range}
   *
   * @param index the index
   * @param place its row-major position among the indices
   * @param size the number of positions of the source
   */
  public static IllegalArgumentException error(long index, long place, int size) {
    return new IllegalArgumentException(
        "gather: index " + index + " at " + place + " is outside 0.." + (size - 1));
  }
}
