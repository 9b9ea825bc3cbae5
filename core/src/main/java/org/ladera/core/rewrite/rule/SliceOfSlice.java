package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Slice;

/** A slice of a slice is one slice. */
record SliceOfSlice() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Slice outer && node.input(0).op() instanceof Slice inner)) {
      return null;
    }
    int rank = node.shape().rank();
    int[] starts = new int[rank];
    int[] limits = new int[rank];
    int[] steps = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int count = node.shape().get(axis);
      steps[axis] = count > 1 ? inner.steps().get(axis) * outer.steps().get(axis) : 1;
      if (count > 0) {
        starts[axis] =
            inner.starts().get(axis) + outer.starts().get(axis) * inner.steps().get(axis);
        limits[axis] = starts[axis] + (count - 1) * steps[axis] + 1;
      }
    }
    return Rewrites.in(
        node,
        new Slice(
            ImmutableIntArray.copyOf(starts),
            ImmutableIntArray.copyOf(limits),
            ImmutableIntArray.copyOf(steps)),
        node.input(0).input(0));
  }
}
