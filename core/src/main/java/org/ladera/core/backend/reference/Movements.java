package org.ladera.core.backend.reference;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Slice;
import org.ladera.core.type.Shape;

/** What the ops mean that only put entries in other places. */
final class Movements {
  private Movements() {}

  static Value broadcast(Broadcast op, Shape from, Value x) {
    int[] strides = Places.strides(from);
    int[] steps = new int[op.shape().rank()];
    int lead = steps.length - strides.length;
    for (int axis = 0; axis < strides.length; axis++) {
      steps[lead + axis] = from.get(axis) == 1 ? 0 : strides[axis];
    }
    return x.pick(Places.affine(op.shape(), 0, steps));
  }

  static Value permute(Permute op, Node self, Value x) {
    int[] strides = Places.strides(self.input(0).shape());
    int[] steps = op.order().stream().map(axis -> strides[axis]).toArray();
    return x.pick(Places.affine(self.shape(), 0, steps));
  }

  static Value slice(Slice op, Node self, Value x) {
    int[] steps = Places.strides(self.input(0).shape());
    int start = 0;
    for (int axis = 0; axis < steps.length; axis++) {
      start += op.starts().get(axis) * steps[axis];
      steps[axis] *= op.steps().get(axis);
    }
    return x.pick(Places.affine(self.shape(), start, steps));
  }

  static Value pad(Pad op, Node self, Value x) {
    int[] steps = Places.strides(self.shape());
    int start = 0;
    for (int axis = 0; axis < steps.length; axis++) {
      start += op.low().get(axis) * steps[axis];
      steps[axis] *= op.interior().get(axis) + 1;
    }
    int[] sources = new int[(int) self.shape().size()];
    Arrays.fill(sources, -1);
    int[] targets = Places.affine(self.input(0).shape(), start, steps);
    for (int i = 0; i < targets.length; i++) {
      sources[targets[i]] = i;
    }
    return x.pick(sources);
  }

  static Value concat(Concat op, Node self, List<Value> parts) {
    int[] steps = Places.strides(self.shape());
    int[] sources = new int[(int) self.shape().size()];
    int before = 0;
    int start = 0;
    for (Node part : self.inputs()) {
      int[] targets = Places.affine(part.shape(), start, steps);
      for (int i = 0; i < targets.length; i++) {
        sources[targets[i]] = before + i;
      }
      before += targets.length;
      start += part.shape().get(op.axis()) * steps[op.axis()];
    }
    return Value.join(parts).pick(sources);
  }

  /** The entries with some axes moved behind the others, both in ascending order. */
  static Value behind(Value x, Shape shape, ImmutableIntArray axes) {
    int[] strides = Places.strides(shape);
    int[] sizes = new int[strides.length];
    int[] steps = new int[strides.length];
    int kept = 0;
    int moved = strides.length - axes.length();
    for (int axis = 0; axis < strides.length; axis++) {
      int next = axes.contains(axis) ? moved++ : kept++;
      sizes[next] = shape.get(axis);
      steps[next] = strides[axis];
    }
    return x.pick(Places.affine(Shape.of(sizes), 0, steps));
  }
}
