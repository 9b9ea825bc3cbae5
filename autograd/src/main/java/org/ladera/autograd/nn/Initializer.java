package org.ladera.autograd.nn;

import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.Shape;

/** Where the first values of a parameter or variable come from. */
@FunctionalInterface
public interface Initializer {
  /**
   * {@return the values in row-major order}
   *
   * @param shape the shape; weights of a dense layer are {@code [in, out]}
   * @param random the random numbers that belong to the model's seed and the path
   */
  double[] values(Shape shape, PhiloxRandom random);
}
