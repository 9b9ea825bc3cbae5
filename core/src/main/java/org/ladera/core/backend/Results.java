package org.ladera.core.backend;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The results of one run, fresh arrays of the caller's.
 *
 * @param names the names, the first of which is empty: that of the principal result
 * @param arrays the values in the same order
 */
public record Results(List<String> names, List<INDArray> arrays) {
  /** Copies the lists. */
  public Results {
    names = List.copyOf(names);
    arrays = List.copyOf(arrays);
  }

  /** {@return the principal result} */
  public INDArray first() {
    return arrays.getFirst();
  }

  /** {@return the principal result, a scalar, as a number} */
  public double value() {
    return scalar("the principal result", first());
  }

  /**
   * {@return a result by name}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public INDArray array(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "results: there is no \"" + name + "\"; there are " + names.subList(1, names.size()));
    }
    return arrays.get(index);
  }

  /**
   * {@return a scalar result by name, as a number}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public double value(String name) {
    return scalar('"' + name + '"', array(name));
  }

  private static double scalar(String subject, INDArray array) {
    if (array.length() != 1) {
      throw new IllegalArgumentException(
          "results: "
              + subject
              + " is no scalar but has the shape "
              + Arrays.toString(array.shape())
              + "; use first() or array(name)");
    }
    return array.getDouble(0);
  }
}
