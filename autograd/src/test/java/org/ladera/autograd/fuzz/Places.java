package org.ladera.autograd.fuzz;

import java.util.Arrays;
import java.util.List;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Slice;
import org.ladera.core.type.Shape;

/**
 * Where each entry of a result comes from: its row-major place among the entries of the inputs, one
 * input after another, or -1 for a zero.
 */
final class Places {
  private Places() {}

  static int[] broadcast(Broadcast op, Node self) {
    Shape from = self.input(0).shape();
    int[] strides = strides(from);
    int[] steps = new int[op.shape().rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      steps[steps.length - strides.length + axis] = from.get(axis) == 1 ? 0 : strides[axis];
    }
    return affine(self.shape(), 0, steps);
  }

  static int[] permute(Permute op, Node self) {
    int[] strides = strides(self.input(0).shape());
    return affine(self.shape(), 0, op.order().stream().map(axis -> strides[axis]).toArray());
  }

  static int[] slice(Slice op, Node self) {
    int[] strides = strides(self.input(0).shape());
    int start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += op.starts().get(axis) * strides[axis];
      strides[axis] *= op.steps().get(axis);
    }
    return affine(self.shape(), start, strides);
  }

  static int[] pad(Pad op, Node self) {
    int[] strides = strides(self.shape());
    int start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += op.low().get(axis) * strides[axis];
      strides[axis] *= op.interior().get(axis) + 1;
    }
    int[] places = new int[(int) self.shape().size()];
    Arrays.fill(places, -1);
    int[] targets = affine(self.input(0).shape(), start, strides);
    for (int i = 0; i < targets.length; i++) {
      places[targets[i]] = i;
    }
    return places;
  }

  static int[] concat(Concat op, Node self) {
    int[] strides = strides(self.shape());
    int[] places = new int[(int) self.shape().size()];
    int start = 0;
    int before = 0;
    for (Node part : self.inputs()) {
      int[] targets = affine(part.shape(), start, strides);
      for (int i = 0; i < targets.length; i++) {
        places[targets[i]] = before + i;
      }
      before += targets.length;
      start += part.shape().get(op.axis()) * strides[op.axis()];
    }
    return places;
  }

  /** For each entry of a gathered value, or of scattered updates, its place in the other. */
  static int[] indexed(Shape smaller, Shape larger, int axis, long[] indices) {
    int inner = strides(larger)[axis];
    int size = larger.get(axis);
    int[] places = new int[(int) smaller.size()];
    for (int i = 0; i < places.length; i++) {
      int row = i / inner;
      int index = (int) indices[row % indices.length];
      places[i] = (row / indices.length * size + index) * inner + i % inner;
    }
    return places;
  }

  /** The entries row by row, where the given axes run along a row. */
  static int[] rows(Shape shape, List<Integer> axes) {
    int[] strides = strides(shape);
    int[] sizes = new int[strides.length];
    int[] steps = new int[strides.length];
    int kept = 0;
    int moved = strides.length - axes.size();
    for (int axis = 0; axis < strides.length; axis++) {
      int next = axes.contains(axis) ? moved++ : kept++;
      sizes[next] = shape.get(axis);
      steps[next] = strides[axis];
    }
    return affine(Shape.of(sizes), 0, steps);
  }

  private static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    return strides;
  }

  private static int[] affine(Shape shape, int start, int[] steps) {
    int[] places = new int[(int) shape.size()];
    if (places.length == 0) {
      return places;
    }
    // The places of a shape are those of its last axes, repeated along the axis before.
    places[0] = start;
    int filled = 1;
    for (int axis = steps.length - 1; axis >= 0; axis--) {
      for (int position = 1; position < shape.get(axis); position++) {
        for (int i = 0; i < filled; i++) {
          places[position * filled + i] = places[i] + position * steps[axis];
        }
      }
      filled *= shape.get(axis);
    }
    return places;
  }
}
