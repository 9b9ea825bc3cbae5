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

/**
 * X of A X = B, or of A' X = B, where A is triangular.
 *
 * @param lower whether it is the lower triangle that counts
 * @param transposed whether it is A transposed that stands on the left
 */
record SolveTriangular(boolean lower, boolean transposed) implements HostOp {
  private static final String NAME = "solveTriangular";

  @Override
  public TensorType type(List<Node> inputs) {
    Rules.equations(NAME, inputs.get(0), inputs.get(1));
    return inputs.get(1).type().strong();
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray a = HostArray.copyOf(inputs.get(0));
    HostArray b = HostArray.copyOf(inputs.get(1));
    Rules.finite(NAME, a);
    Rules.finite(NAME, b);
    if (b.size() > 0) {
      int zero =
          Lapack.of(NAME, a.type().dtype())
              .trtrs(
                  lower,
                  transposed,
                  a.type().shape().last(),
                  b.type().shape().last(),
                  a.memory(),
                  b.memory());
      if (zero > 0) {
        throw Rules.error(
            NAME,
            "no entry of the diagonal may be 0",
            a.type(),
            "with 0 in row " + (zero - 1) + " (from 0)",
            "the matrix that was decomposed is singular, or nearly so");
      }
    }
    return b.toINDArray();
  }

  /** With Y for the gradient to B: that to A is -Y X', or its transpose, in the triangle. */
  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    Node a = self.input(0);
    Node right = Ops.host(new SolveTriangular(lower, !transposed), a, gradient);
    Node outer = transposed ? self.matmul(right.transpose()) : right.matmul(self.transpose());
    Node left = outer.negate();
    return List.of(lower ? Triangles.lower(left) : Triangles.upper(left), right);
  }
}
