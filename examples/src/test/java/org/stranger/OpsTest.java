package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.Gradient.customGradient;
import static org.ladera.autograd.Gradient.grad;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.host;
import static org.ladera.core.graph.Ops.round;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Ops of one's own, from outside the modules. */
class OpsTest {
  /** A formula of existing ops is a static method. */
  static Node swish(Node x, double beta) {
    return x.times(org.ladera.core.graph.Ops.sigmoid(x.times(beta)));
  }

  /** The entries from last to first: stands for what only Java or a library computes. */
  record Reversed() implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      double[] values = inputs.getFirst().toDoubleVector();
      double[] reversed = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        reversed[i] = values[values.length - 1 - i];
      }
      return org.nd4j.linalg.factory.Nd4j.createFromArray(reversed);
    }

    @Override
    public List<@Nullable Node> gradient(Node self, Node gradient) {
      return List.of(host(new Reversed(), gradient));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void aStraightThroughEstimator(String backend) {
    Backends.using(
        Backends.named(backend),
        () -> {
          Node x = constant(1.3);
          Node y = customGradient(x, value -> round(value), (result, g) -> g).times(3);
          assertEquals(3, y.eval().getDouble(0));
          assertEquals(3, grad(y, x).eval().getDouble(0));
          return null;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void aHostOpRunsEverywhereAndHasAGradient(String backend) {
    Backends.using(
        Backends.named(backend),
        () -> {
          Node x = constant(org.nd4j.linalg.factory.Nd4j.createFromArray(1.0, 2, 3));
          Node weights = constant(org.nd4j.linalg.factory.Nd4j.createFromArray(1.0, 10, 100));
          Node y = host(new Reversed(), x).times(weights).sum();
          assertEquals(3 + 20 + 100, y.eval().getDouble(0));
          assertEquals(100, grad(y, x).eval().getDouble(0));
          return null;
        });
    GradientCheck.of(x -> host(new Reversed(), x.square())).order(2).at(GradientCheck.random(4));
    GradientCheck.of(x -> swish(x, 1.5)).order(2).at(GradientCheck.random(2, 3));
  }
}
