package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The input between zeros (false, for bool): before it, after it, and between its entries.
 * Gradient: the slice that holds the input.
 *
 * @param low the number of zeros before the first entry, for each axis
 * @param high the number of zeros after the last entry, for each axis
 * @param interior the number of zeros between neighbors, for each axis
 */
public record Pad(ImmutableIntArray low, ImmutableIntArray high, ImmutableIntArray interior)
    implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Node x = inputs.getFirst();
    int rank = x.shape().rank();
    boolean fits = low.length() == rank && high.length() == rank && interior.length() == rank;
    int[] sizes = new int[rank];
    for (int axis = 0; fits && axis < rank; axis++) {
      fits = low.get(axis) >= 0 && high.get(axis) >= 0 && interior.get(axis) >= 0;
      sizes[axis] = low.get(axis) + high.get(axis) + covered(x.shape().get(axis), axis);
    }
    if (!fits) {
      throw Names.error(
          "pad",
          "counts " + low + ", " + high + ", " + interior + " must be one an axis, not negative",
          ", ",
          List.of("x"),
          inputs);
    }
    return x.type().withShape(Shape.of(sizes));
  }

  private int covered(int size, int axis) {
    return size == 0 ? 0 : size + (size - 1) * interior.get(axis);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int[] limits = new int[low.length()];
    int[] steps = new int[low.length()];
    for (int axis = 0; axis < limits.length; axis++) {
      limits[axis] = low.get(axis) + covered(self.input(0).shape().get(axis), axis);
      steps[axis] = interior.get(axis) + 1;
    }
    return List.of(
        Ops.build(
            new Slice(low, ImmutableIntArray.copyOf(limits), ImmutableIntArray.copyOf(steps)),
            gradient));
  }
}
