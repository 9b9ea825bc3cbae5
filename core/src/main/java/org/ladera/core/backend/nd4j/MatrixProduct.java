package org.ladera.core.backend.nd4j;

import java.util.List;
import org.ladera.core.type.Shape;

/**
 * Matrix products. Batch axes are one axis for ND4J; its results are row-major, as all values are.
 */
final class MatrixProduct {
  private MatrixProduct() {}

  static Step of(List<Operand> inputs, Shape shape, Block output) {
    Operand a = inputs.get(0);
    Operand b = inputs.get(1);
    if (a.block().length() == 0) {
      return Calls.zeros(output.vector());
    }
    return Calls.custom(
        "matmul",
        output.as(flat(shape)),
        List.of(a.block().as(flat(a.shape())), b.block().as(flat(b.shape()))),
        a.transposed() ? 1 : 0,
        b.transposed() ? 1 : 0,
        0);
  }

  private static Shape flat(Shape shape) {
    int rank = shape.rank();
    return rank == 2
        ? shape
        : Shape.of(
            Math.toIntExact(Sizes.before(shape, rank - 2)), shape.get(rank - 2), shape.last());
  }
}
