package org.ladera.core.linalg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.Lapack;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The lower triangular L of a symmetric matrix L L'. */
record Cholesky() implements HostOp {
  private static final String NAME = "cholesky";

  @Override
  public TensorType type(List<Node> inputs) {
    Rules.square(NAME, inputs.getFirst());
    return inputs.getFirst().type().strong();
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray a = HostArray.copyOf(inputs.getFirst());
    Rules.finite(NAME, a);
    int n = a.type().shape().last();
    if (n > 0) {
      int block = Lapack.of(NAME, a.type().dtype()).potrf(n, a.memory());
      if (block > 0) {
        throw Rules.error(
            NAME,
            "the matrix must be positive definite",
            a.type(),
            "whose first "
                + block
                + " rows and columns are not: pivot "
                + (block - 1)
                + " (from 0) is not above 0",
            "add a small multiple of the identity to it");
      }
    }
    for (long row = 0; row < n; row++) {
      for (long column = row + 1; column < n; column++) {
        a.setDouble(row * n + column, 0);
      }
    }
    return a.toINDArray();
  }

  /** Murray (2016), by matrix operations in reverse mode, for a change that is symmetric. */
  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    Node product = self.transpose().matmul(Triangles.lower(gradient));
    Node lower = Triangles.lower(product).plus(Triangles.strictlyLower(product)).times(0.5);
    HostOp divide = new SolveTriangular(true, true);
    Node left = Ops.host(divide, self, lower);
    Node both = Ops.host(divide, self, left.transpose());
    return List.of(Triangles.symmetric(both));
  }
}
