package org.ladera.core.backend.nd4j;

import java.lang.foreign.MemorySegment;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An input of a step. What is stored may be less than what the node means: the entry or row that a
 * broadcast repeats, or the matrix that a permutation transposes.
 *
 * @param block where the entries are
 * @param shape the shape in which they are stored
 * @param transposed whether the last two axes of {@code shape} are meant the other way round
 */
record Operand(Block block, Shape shape, boolean transposed) {
  /** Whether one entry is stored. */
  boolean isSingle() {
    return block.length() == 1;
  }

  DType dtype() {
    return block.dtype();
  }

  INDArray vector() {
    return block.vector();
  }

  INDArray array() {
    return block.as(shape);
  }

  /** The entry, if one is stored, as ND4J wants it of a scalar. */
  INDArray scalar() {
    return block.as(Shape.scalar());
  }

  MemorySegment memory() {
    return block.memory();
  }
}
