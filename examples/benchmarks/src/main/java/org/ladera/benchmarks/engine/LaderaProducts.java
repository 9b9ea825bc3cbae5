package org.ladera.benchmarks.engine;

import java.util.List;
import org.ladera.benchmarks.work.ProductWork;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products as formulas of nodes. */
final class LaderaProducts {
  private LaderaProducts() {}

  static LaderaProgram open(ProductWork work) {
    INDArray a = matrix(ProductData.shapeOfA(work), work.isDouble(), 1);
    INDArray b = matrix(ProductData.shapeOfB(work), work.isDouble(), 2);
    return new LaderaProgram(Compiled.of((x, y) -> product(work, x, y)), List.of(a, b));
  }

  private static Node product(ProductWork work, Node a, Node b) {
    return (work.isTransposedA() ? a.transpose() : a)
        .matmul(work.isTransposedB() ? b.transpose() : b);
  }

  private static INDArray matrix(long[] shape, boolean isDouble, long seed) {
    DataType type = isDouble ? DataType.DOUBLE : DataType.FLOAT;
    INDArray matrix = Nd4j.createUninitialized(type, shape, 'c');
    ProductData.fill(LaderaProgram.address(matrix), shape, isDouble, seed);
    return matrix;
  }
}
