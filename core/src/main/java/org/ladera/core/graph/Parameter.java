package org.ladera.core.graph;

import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A variable that training changes. */
public final class Parameter extends Variable {
  private Parameter(String name, HostArray initial) {
    super(name, initial, false);
  }

  /**
   * {@return a float32 parameter of zeros}
   *
   * @param name what the user knows it by
   * @param sizes the shape; none for a scalar
   */
  public static Parameter zeros(String name, int... sizes) {
    return of(name, HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(sizes))));
  }

  /**
   * {@return a parameter}
   *
   * @param name what the user knows it by
   * @param initial its first value, of a floating type, which is copied
   */
  public static Parameter of(String name, INDArray initial) {
    return of(name, HostArray.copyOf(initial));
  }

  /**
   * {@return a parameter}
   *
   * @param name what the user knows it by
   * @param initial its first value, of a floating type, which becomes the parameter's own
   */
  public static Parameter of(String name, HostArray initial) {
    if (!initial.type().dtype().isFloating()) {
      throw new IllegalArgumentException(
          "Parameter: \"" + name + "\" must be of a floating type, got " + initial.type());
    }
    return new Parameter(name, initial);
  }
}
