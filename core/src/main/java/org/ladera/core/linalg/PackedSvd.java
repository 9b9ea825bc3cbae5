package org.ladera.core.linalg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.blas.Lapack;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The singular values in a row above U above V: {@code [1 + m + n, k]}. */
record PackedSvd() implements HostOp {
  private static final String NAME = "svd";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorType type(List<Node> inputs) {
    Node a = inputs.getFirst();
    Rules.matrix(NAME, a);
    return packed(a.type());
  }

  private static TensorType packed(TensorType a) {
    int m = a.shape().get(0);
    int n = a.shape().get(1);
    return new TensorType(a.dtype(), Shape.of(1 + m + n, Math.min(m, n)));
  }

  static Svd split(Node packed, int m) {
    return new Svd(
        packed.slice(0, 1, 1 + m),
        packed.slice(0, 0, 1).reshape(packed.shape().last()),
        packed.slice(0, 1 + m, packed.shape().get(0)));
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray a = HostArray.copyOf(inputs.getFirst());
    Rules.finite(NAME, a);
    DType dtype = a.type().dtype();
    int m = a.type().shape().get(0);
    int n = a.type().shape().get(1);
    int k = Math.min(m, n);
    HostArray packed = HostArray.zeros(packed(a.type()));
    if (k > 0) {
      HostArray u = HostArray.zeros(new TensorType(dtype, Shape.of(m, k)));
      HostArray vt = HostArray.zeros(new TensorType(dtype, Shape.of(k, n)));
      int failed =
          Lapack.of(NAME, dtype).gesdd(m, n, a.memory(), packed.memory(), u.memory(), vt.memory());
      Rules.converged(NAME, failed, a.type());
      boolean[] turned = Signs.turned(u);
      for (int row = 0; row < m + n; row++) {
        for (int i = 0; i < k; i++) {
          double entry =
              row < m ? u.getDouble((long) row * k + i) : vt.getDouble((long) i * n + row - m);
          packed.setDouble((long) (1 + row) * k + i, turned[i] ? -entry : entry);
        }
      }
    }
    return packed.toINDArray();
  }

  /**
   * Townsend (2016), where 1 / 0 counts as 0. His (T s_j + s_i W) / (s_j² - s_i²) is written as
   * half of (T + W) / (s_j - s_i) + (T - W) / (s_j + s_i): in U V' it is then exactly T + W that is
   * 0.
   */
  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    int m = self.input(0).shape().get(0);
    int n = self.input(0).shape().get(1);
    int k = self.shape().last();
    Svd value = split(self, m);
    Svd change = split(gradient, m);
    Node row = value.s().reshape(1, k);
    Node column = value.s().reshape(k, 1);
    Node uMixing = value.u().transpose().matmul(change.u());
    Node vMixing = value.v().transpose().matmul(change.v());
    Node uTurn = uMixing.minus(uMixing.transpose());
    Node vTurn = vMixing.minus(vMixing.transpose());
    Node apart = uTurn.plus(vTurn).times(Gaps.inverse(value.s()));
    Node together = uTurn.minus(vTurn).times(Gaps.inverseOrZero(row.plus(column)));
    Node inner = apart.plus(together).times(0.5);
    Node left = value.u().matmul(Triangles.withDiagonal(inner, change.s()));
    Node inverse = Gaps.inverseOrZero(row);
    if (m > k) {
      left = left.plus(change.u().minus(value.u().matmul(uMixing)).times(inverse));
    }
    Node all = left.matmul(value.v().transpose());
    if (n > k) {
      Node outside = change.v().minus(value.v().matmul(vMixing)).times(inverse);
      all = all.plus(value.u().matmul(outside.transpose()));
    }
    return List.of(all);
  }
}
