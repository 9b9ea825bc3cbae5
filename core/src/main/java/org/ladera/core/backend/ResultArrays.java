package org.ladera.core.backend;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether results can be written into given arrays. */
final class ResultArrays {
  private ResultArrays() {}

  static void check(String name, List<Node> outputs, INDArray[] results, INDArray... inputs) {
    if (results.length != outputs.size()) {
      throw new IllegalArgumentException(
          name
              + ": there are "
              + outputs.size()
              + (outputs.size() == 1 ? " result" : " results")
              + ", got "
              + results.length
              + (results.length == 1 ? " array" : " arrays"));
    }
    for (int i = 0; i < results.length; i++) {
      INDArray result = results[i];
      TensorType wanted = outputs.get(i).type().strong();
      if (!fits(wanted, result)) {
        throw new IllegalArgumentException(
            name
                + ": result "
                + i
                + " needs a dense row-major array of "
                + wanted
                + ", got "
                + ArrayTypes.typeOf(result)
                + " ("
                + result.ordering()
                + ")");
      }
      for (INDArray input : inputs) {
        if (overlap(result, input)) {
          throw overlapping(name, i, "an input");
        }
      }
      for (int j = 0; j < i; j++) {
        if (overlap(result, results[j])) {
          throw overlapping(name, i, "result " + j);
        }
      }
    }
  }

  private static boolean fits(TensorType wanted, INDArray array) {
    if (array.dataType() != ArrayTypes.toNd4j(wanted.dtype())
        || array.rank() != wanted.shape().rank()) {
      return wanted.shape().size() == 0 && array.isEmpty();
    }
    for (int axis = 0; axis < wanted.shape().rank(); axis++) {
      if (array.size(axis) != wanted.shape().get(axis)) {
        return false;
      }
    }
    return ArrayTypes.isDense(array);
  }

  private static boolean overlap(INDArray result, INDArray other) {
    if (result.isEmpty() || other.isEmpty()) {
      return false;
    }
    long first = address(result);
    long second = address(other);
    return first < second + reach(other) && second < first + reach(result);
  }

  private static IllegalArgumentException overlapping(String name, int index, String what) {
    return new IllegalArgumentException(
        name + ": result " + index + " lies in the memory of " + what + "; give it its own");
  }

  private static long address(INDArray array) {
    return array.data().pointer().address() + array.offset() * array.data().getElementSize();
  }

  /**
   * How many bytes there are from the first entry to the last, for any strides that are not
   * negative.
   */
  private static long reach(INDArray array) {
    long entries = 1;
    for (int axis = 0; axis < array.rank(); axis++) {
      entries += (array.size(axis) - 1) * array.stride(axis);
    }
    return entries * array.data().getElementSize();
  }
}
