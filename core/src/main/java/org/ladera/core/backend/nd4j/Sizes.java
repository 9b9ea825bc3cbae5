package org.ladera.core.backend.nd4j;

import org.ladera.core.type.Shape;

/** Numbers of entries of parts of a shape. */
final class Sizes {
  private Sizes() {}

  /** The product of the sizes of the axes before one. */
  static long before(Shape shape, int axis) {
    return product(shape, 0, axis);
  }

  /** The product of the sizes from an axis on. */
  static long after(Shape shape, int axis) {
    return product(shape, axis, shape.rank());
  }

  private static long product(Shape shape, int from, int to) {
    long product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= shape.get(axis);
    }
    return product;
  }

  /** How far apart neighbors along each axis are in a dense row-major array. */
  static long[] strides(Shape shape) {
    long[] strides = new long[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = after(shape, axis + 1);
    }
    return strides;
  }
}
