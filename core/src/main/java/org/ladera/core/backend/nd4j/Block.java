package org.ladera.core.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A piece of working memory: an ND4J vector that lives as long as the program, and is seen in any
 * shape of as many entries.
 *
 * <p>On ND4J's CPU backend {@link #memory} is the vector's own. Elsewhere it is a copy on the host:
 * {@link #pull} before reading it and {@link #push} after writing it. An empty block has no vector,
 * since ND4J executes nothing on one.
 */
final class Block {
  private final DType dtype;
  private final long length;
  private final @Nullable INDArray vector;
  private final @Nullable HostArray staged;
  private final MemorySegment memory;

  /**
   * A block.
   *
   * @param direct whether the pointers of arrays are addresses of ours
   */
  Block(DType dtype, long length, boolean direct) {
    this.dtype = dtype;
    this.length = length;
    this.vector =
        length == 0
            ? null
            : Nd4j.createUninitializedDetached(ArrayTypes.toNd4j(dtype), 'c', length);
    this.staged =
        vector == null || !direct
            ? HostArray.zeros(new TensorType(dtype, Shape.of(Math.toIntExact(length))))
            : null;
    this.memory = staged != null ? staged.memory() : Host.memory(vector());
  }

  DType dtype() {
    return dtype;
  }

  long length() {
    return length;
  }

  /** The entries as a vector. */
  INDArray vector() {
    if (vector == null) {
      throw new IllegalStateException("an empty block has no vector");
    }
    return vector;
  }

  /** The same entries in a shape. */
  INDArray as(Shape shape) {
    return vector().reshape('c', sizes(shape));
  }

  /** A view of some entries: those at offset + the sum of index times stride. */
  INDArray view(long[] sizes, long[] strides, long offset) {
    return Nd4j.create(vector().data(), sizes, strides, offset, 'c');
  }

  static long[] sizes(Shape shape) {
    return Arrays.stream(shape.toArray()).asLongStream().toArray();
  }

  /** The bytes, on the host. */
  MemorySegment memory() {
    return memory;
  }

  /** Whether {@link #memory} is the vector's own. */
  boolean isDirect() {
    return staged == null;
  }

  /** Makes {@link #memory} what the vector holds. */
  void pull() {
    if (staged != null && vector != null) {
      staged.copyFrom(vector);
    }
  }

  /** Makes the vector what {@link #memory} holds. */
  void push() {
    if (staged != null && vector != null) {
      vector.assign(staged.toINDArray());
    }
  }

  void close() {
    if (vector != null) {
      vector.close();
    }
  }
}
