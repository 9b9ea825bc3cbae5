package org.ladera.core.linalg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.Lapack;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Q above the transpose of R: {@code [m + n, k]}. */
record PackedQr() implements HostOp {
  private static final String NAME = "qr";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorType type(List<Node> inputs) {
    Node a = inputs.getFirst();
    Rules.matrix(NAME, a);
    int m = a.shape().get(0);
    int n = a.shape().get(1);
    return new TensorType(a.dtype(), Shape.of(m + n, Math.min(m, n)));
  }

  static Qr split(Node packed, int m) {
    return new Qr(packed.slice(0, 0, m), packed.slice(0, m, packed.shape().get(0)).transpose());
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray a = HostArray.copyOf(inputs.getFirst());
    Rules.finite(NAME, a);
    int m = a.type().shape().get(0);
    int n = a.type().shape().get(1);
    int k = Math.min(m, n);
    HostArray packed = HostArray.zeros(new TensorType(a.type().dtype(), Shape.of(m + n, k)));
    if (k == 0) {
      return packed.toINDArray();
    }
    Lapack lapack = Lapack.of(NAME, a.type().dtype());
    HostArray factors = HostArray.zeros(new TensorType(a.type().dtype(), Shape.of(k)));
    lapack.geqrf(m, n, a.memory(), factors.memory());
    boolean[] turned = new boolean[k];
    for (int i = 0; i < k; i++) {
      turned[i] = a.getDouble((long) i * n + i) < 0;
      for (int column = i; column < n; column++) {
        double entry = a.getDouble((long) i * n + column);
        packed.setDouble((long) (m + column) * k + i, turned[i] ? -entry : entry);
      }
    }
    lapack.orgqr(m, k, n, a.memory(), factors.memory());
    for (int row = 0; row < m; row++) {
      for (int i = 0; i < k; i++) {
        double entry = a.getDouble((long) row * n + i);
        packed.setDouble((long) row * k + i, turned[i] ? -entry : entry);
      }
    }
    return packed.toINDArray();
  }

  /**
   * Where there are more columns than rows, A = [X Y] and R = [U W]: X = Q U decides Q, and W = Q'
   * Y hangs on both (Roberts and Roberts, 2020).
   */
  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int m = self.input(0).shape().get(0);
    int n = self.input(0).shape().get(1);
    Qr value = split(self, m);
    Qr change = split(gradient, m);
    if (m >= n) {
      return List.of(tall(value.q(), value.r(), change.q(), change.r()));
    }
    Node rest = self.input(0).slice(1, m, n);
    Node restChange = change.r().slice(1, m, n);
    Node left =
        tall(
            value.q(),
            value.r().slice(1, 0, m),
            change.q().plus(rest.matmul(restChange.transpose())),
            change.r().slice(1, 0, m));
    return List.of(Ops.concat(1, left, value.q().matmul(restChange)));
  }

  /** Where R is square: (Q̄ + Q sym(R R̄' - Q̄' Q)) R'^-1, sym repeating the lower triangle. */
  private static Node tall(Node q, Node r, Node qChange, Node rChange) {
    Node m = r.matmul(Triangles.upper(rChange).transpose()).minus(qChange.transpose().matmul(q));
    Node symmetric = Triangles.lower(m).plus(Triangles.strictlyLower(m).transpose());
    Node right = qChange.plus(q.matmul(symmetric));
    return Linalg.solveTriangular(r, right.transpose(), false, false).transpose();
  }
}
