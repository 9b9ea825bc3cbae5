package org.ladera.autograd.fuzz;

import java.util.Arrays;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** How an input lies in the memory of the caller. */
enum Layout {
  /** Dense and row-major, from the beginning of its own memory. */
  DENSE,
  /** Dense and row-major, one entry after the beginning: four bytes, for float32. */
  OFFSET,
  /** Every second entry of a larger array, along the last axis. */
  STRIDED,
  /** Column-major. */
  COLUMN_MAJOR,
  /** The very array of an earlier input, where one has the same value. */
  TWICE;

  /** Whether a program takes the array as it is, without a copy before. */
  boolean isDense() {
    return this == DENSE || this == OFFSET || this == TWICE;
  }

  /** The values in an array of this layout. */
  INDArray array(HostArray values) {
    INDArray dense = values.toINDArray();
    long[] sizes = dense.shape();
    boolean isPlain = values.size() == 0 || sizes.length == 0;
    if (isPlain || values.type().dtype() == DType.BOOL) {
      return dense;
    }
    return switch (this) {
      case DENSE, TWICE -> dense;
      case OFFSET -> {
        INDArray memory = Nd4j.zeros(dense.dataType(), values.size() + 1);
        INDArray part = memory.get(NDArrayIndex.interval(1, values.size() + 1));
        yield part.reshape('c', sizes).assign(dense);
      }
      case STRIDED -> {
        int last = sizes.length - 1;
        long[] larger = sizes.clone();
        larger[last] *= 2;
        INDArrayIndex[] indices = new INDArrayIndex[sizes.length];
        Arrays.fill(indices, NDArrayIndex.all());
        indices[last] = NDArrayIndex.interval(0, 2, larger[last]);
        INDArray view = Nd4j.zeros(dense.dataType(), larger).get(indices);
        yield Arrays.equals(view.shape(), sizes) ? view.assign(dense) : dense;
      }
      case COLUMN_MAJOR -> dense.dup('f');
    };
  }
}
