package org.ladera.core.backend.reference;

import org.ladera.core.type.Shape;

/** Where the entries of a tensor stand among those of another: affine maps of row-major places. */
final class Places {
  private Places() {}

  /** For each axis, how far apart its neighbors stand. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    return strides;
  }

  /** For each entry of a shape in row-major order, the start plus the sum of index times step. */
  static int[] affine(Shape shape, int start, int[] steps) {
    int[] sizes = shape.toArray();
    int[] index = new int[sizes.length];
    int[] places = new int[(int) shape.size()];
    int place = start;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        index[axis]++;
        if (index[axis] < sizes[axis]) {
          break;
        }
        place -= steps[axis] * sizes[axis];
        index[axis] = 0;
      }
    }
    return places;
  }
}
