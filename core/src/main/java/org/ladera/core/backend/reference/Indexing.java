package org.ladera.core.backend.reference;

import org.ladera.core.graph.Gather;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.type.Shape;

/** What the ops mean that read integers as positions. */
final class Indexing {
  private Indexing() {}

  static Value inRange(InRange op, Value x) {
    long[] numbers = x.integers();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0 || numbers[i] >= op.size()) {
        throw op.error(numbers[i], i);
      }
    }
    return x;
  }

  static Value gather(Gather op, Node self, Value source, Value positions) {
    Shape shape = self.input(0).shape();
    int size = shape.get(op.axis());
    long[] indices = positions.integers();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= size) {
        throw Gather.error(indices[i], i, size);
      }
    }
    int[] places = new int[(int) self.shape().size()];
    int inner = inner(shape, op.axis());
    for (int i = 0; i < places.length; i++) {
      int row = i / inner;
      int outer = row / indices.length;
      int index = (int) indices[row % indices.length];
      places[i] = (outer * size + index) * inner + i % inner;
    }
    return source.pick(places);
  }

  static Value scatterAdd(ScatterAdd op, Node self, Value updates, Value positions) {
    long[] indices = positions.integers();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= op.size()) {
        throw op.error(indices[i], i);
      }
    }
    int[] places = new int[updates.size()];
    int inner = inner(self.shape(), op.axis());
    for (int i = 0; i < places.length; i++) {
      int row = i / inner;
      int outer = row / indices.length;
      int index = (int) indices[row % indices.length];
      places[i] = (outer * op.size() + index) * inner + i % inner;
    }
    return added(self, updates, places);
  }

  private static Value added(Node self, Value updates, int[] places) {
    int size = (int) self.shape().size();
    if (self.dtype().isInteger()) {
      long[] totals = new long[size];
      for (int i = 0; i < places.length; i++) {
        totals[places[i]] += updates.integers()[i];
      }
      return new Integers(self.dtype(), totals);
    }
    double[] totals = new double[size];
    for (int i = 0; i < places.length; i++) {
      totals[places[i]] += updates.reals()[i];
    }
    return new Reals(self.dtype(), totals);
  }

  /** How many entries stand behind one position of the axis. */
  private static int inner(Shape shape, int axis) {
    return Places.strides(shape)[axis];
  }
}
