package org.ladera.core.linalg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.Lapack;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The eigenvalues of a symmetric matrix in a row above the vectors: {@code [1 + n, n]}. */
record PackedEigh() implements HostOp {
  private static final String NAME = "eigh";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorType type(List<Node> inputs) {
    Node a = inputs.getFirst();
    Rules.square(NAME, a);
    int n = a.shape().last();
    return new TensorType(a.dtype(), Shape.of(1 + n, n));
  }

  static Eigh split(Node packed) {
    int n = packed.shape().last();
    return new Eigh(packed.slice(0, 0, 1).reshape(n), packed.slice(0, 1, 1 + n));
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray a = HostArray.copyOf(inputs.getFirst());
    Rules.finite(NAME, a);
    int n = a.type().shape().last();
    HostArray packed = HostArray.zeros(new TensorType(a.type().dtype(), Shape.of(1 + n, n)));
    if (n > 0) {
      int failed = Lapack.of(NAME, a.type().dtype()).syevd(n, a.memory(), packed.memory());
      Rules.converged(NAME, failed, a.type());
      boolean[] turned = Signs.turned(a);
      for (long i = 0; i < a.size(); i++) {
        double entry = a.getDouble(i);
        packed.setDouble(n + i, turned[(int) (i % n)] ? -entry : entry);
      }
    }
    return packed.toINDArray();
  }

  /** Giles (2008), for a change that is symmetric, where 1 / 0 counts as 0. */
  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    Eigh value = split(self);
    Eigh change = split(gradient);
    Node vectors = value.vectors();
    Node mixing = vectors.transpose().matmul(change.vectors());
    Node inner =
        Triangles.withDiagonal(mixing.times(Gaps.inverse(value.values())), change.values());
    return List.of(Triangles.symmetric(vectors.matmul(inner).matmul(vectors.transpose())));
  }
}
