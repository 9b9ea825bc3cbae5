package org.ladera.core.backend;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The program of the last call, and what its arrays were like: dense and row-major. A call with
 * arrays of the same kind needs no look-up, and no memory.
 */
final class LastCall {
  private final CachedProgram program;
  private final DataType[] types;

  /** ND4J's description of shape, strides and ordering, equal for arrays of one kind. */
  private final long[][] shapes;

  LastCall(CachedProgram program, INDArray... arrays) {
    this.program = program;
    this.types = Arrays.stream(arrays).map(INDArray::dataType).toArray(DataType[]::new);
    this.shapes = Arrays.stream(arrays).map(INDArray::shapeInfoJava).toArray(long[][]::new);
  }

  CachedProgram program() {
    return program;
  }

  boolean isLike(INDArray... arrays) {
    boolean like = arrays.length == types.length;
    for (int i = 0; like && i < arrays.length; i++) {
      long[] shape = arrays[i].shapeInfoJava();
      like = arrays[i].dataType() == types[i] && Arrays.equals(shape, shapes[i]);
    }
    return like;
  }
}
