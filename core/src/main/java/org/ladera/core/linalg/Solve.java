package org.ladera.core.linalg;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.Lapack;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** X of A X = B, two matrices. The gradient is that of Giles (2008) for the inverse product. */
record Solve() implements HostOp {
  private static final String NAME = "solve";

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
      int n = a.type().shape().last();
      try (Arena arena = Arena.ofConfined()) {
        int zero =
            Lapack.of(NAME, a.type().dtype())
                .gesv(
                    n,
                    b.type().shape().last(),
                    a.memory(),
                    arena.allocate(JAVA_INT, n),
                    b.memory());
        check(zero, a.type());
      }
    }
    return b.toINDArray();
  }

  private static void check(int zero, TensorType type) {
    if (zero > 0) {
      throw Rules.error(
          NAME,
          "the matrix must not be singular",
          type,
          "whose pivot in row " + (zero - 1) + " (from 0) is 0",
          "add a small multiple of the identity to it");
    }
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    Node right = Linalg.solve(self.input(0).transpose(), gradient);
    return List.of(right.matmul(self.transpose()).negate(), right);
  }
}
