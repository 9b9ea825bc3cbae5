package org.ladera.optim.transform;

import java.util.stream.IntStream;
import org.ladera.core.type.Shape;

/**
 * The units of a parameter: what belongs to one output, the last axis of a dense layer's {@code
 * [in, out]}.
 */
final class Units {
  private static final int[] ALL = {};

  private Units() {}

  /** The axes within a unit: all but the last. */
  static int[] axes(Shape shape) {
    return IntStream.range(0, shape.rank() - 1).toArray();
  }

  /**
   * The axes within a unit, or none, which stands for all, where only one axis is longer than 1.
   */
  static int[] axesOrAll(Shape shape) {
    long longer = IntStream.of(shape.toArray()).filter(size -> size != 1).count();
    return longer < 2 ? ALL : axes(shape);
  }
}
