package org.ladera.core.backend.cpu;

import java.util.Arrays;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** Where the entries of ND4J's arrays lie. */
final class ArrayMemory {
  private ArrayMemory() {}

  /** Whether the pointer of an array is an address of ours, rather than one of a device. */
  static boolean isOnHost() {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  /** The first byte of an array that is not empty; valid while it is reachable and open. */
  static long address(INDArray array) {
    // The pointer of a view is that of its base.
    return array.data().pointer().address() + array.offset() * array.data().getElementSize();
  }

  /** A fresh array of the caller's, without values. */
  static INDArray fresh(TensorType type) {
    long[] sizes = Arrays.stream(type.shape().toArray()).asLongStream().toArray();
    return Nd4j.createUninitializedDetached(ArrayTypes.toNd4j(type.dtype()), 'c', sizes);
  }
}
