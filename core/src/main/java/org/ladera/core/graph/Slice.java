package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Every step-th position from start to before limit, along each axis. Gradient: padded back with
 * zeros.
 *
 * @param starts the first position, for each axis
 * @param limits the position after the last, for each axis
 * @param steps the distance from one position to the next, at least 1, for each axis
 */
public record Slice(ImmutableIntArray starts, ImmutableIntArray limits, ImmutableIntArray steps)
    implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Node x = inputs.getFirst();
    int rank = x.shape().rank();
    boolean fits = starts.length() == rank && limits.length() == rank && steps.length() == rank;
    int[] sizes = new int[rank];
    for (int axis = 0; fits && axis < rank; axis++) {
      int from = starts.get(axis);
      int to = limits.get(axis);
      fits = 0 <= from && from <= to && to <= x.shape().get(axis) && steps.get(axis) >= 1;
      sizes[axis] = fits ? Math.ceilDiv(to - from, steps.get(axis)) : 0;
    }
    if (!fits) {
      throw Names.error(
          "slice",
          "positions " + starts + " to " + limits + " by " + steps + " must lie inside the shape",
          ", ",
          List.of("x"),
          inputs);
    }
    return x.type().withShape(Shape.of(sizes));
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int rank = starts.length();
    int[] high = new int[rank];
    int[] interior = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int count = self.shape().get(axis);
      int covered = count == 0 ? 0 : (count - 1) * steps.get(axis) + 1;
      high[axis] = self.input(0).shape().get(axis) - starts.get(axis) - covered;
      interior[axis] = steps.get(axis) - 1;
    }
    return List.of(
        Ops.build(
            new Pad(starts, ImmutableIntArray.copyOf(high), ImmutableIntArray.copyOf(interior)),
            gradient));
  }
}
