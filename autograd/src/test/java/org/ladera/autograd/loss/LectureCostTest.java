package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.loss.LossRun.matrix;
import static org.ladera.autograd.loss.LossRun.row;
import static org.ladera.autograd.loss.LossRun.vector;
import static org.ladera.core.graph.Ops.sigmoid;

import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.autograd.Gradient;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;

/**
 * The lecture's costs and their gradients (Universidad de Sevilla, Deep Learning, Tema 2.2) on X =
 * [[1, 2], [1, 3], [1, 5]]; the numbers were computed with 60 decimal digits.
 */
class LectureCostTest {
  private static final double TOLERANCE = 1e-14;
  private static final HostArray X = matrix(row(1, 2), row(1, 3), row(1, 5));
  private static final HostArray THETA = vector(-1, 0.5);
  private static final HostArray W = matrix(row(0.1, -0.3, 0.5), row(-0.2, 0.4, 0.05));
  private static final HostArray HOT = matrix(row(1, 0, 0), row(0, 1, 0), row(0, 0, 1));

  private static void check(
      String backend,
      BiFunction<Node, Node, Node> cost,
      HostArray theta,
      HostArray target,
      double value,
      double... gradient) {
    NodeFunction function =
        NodeFunction.of(
            (w, y) -> {
              Node j = cost.apply(w, y);
              return j.and("gradient", Gradient.grad(j, w));
            });
    Results results = LossRun.run(backend, function, theta, target);
    assertEquals(value, results.value(), TOLERANCE);
    assertArrayEquals(gradient, LossRun.doubles(results.array("gradient")), TOLERANCE);
  }

  private static Node x() {
    return Ops.constant(X);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void linearRegression(String backend) {
    check(
        backend,
        (theta, y) -> new SquaredError().mean(x().dot(theta), y),
        vector(0.5, 0.25),
        vector(1, 2, 2),
        0.20833333333333334,
        -2.0 / 3,
        -7.0 / 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void logisticRegression(String backend) {
    check(
        backend,
        (theta, y) -> new BinaryCrossEntropy().mean(sigmoid(x().dot(theta)), y),
        THETA,
        vector(0, 1, 1),
        0.45621248090760147,
        -0.01998873086816726,
        -0.3482498751420727);
    check(
        backend,
        (theta, y) -> new BinaryCrossEntropyWithLogits().mean(x().dot(theta), y),
        THETA,
        vector(0, 1, 1),
        0.45621248090760147,
        -0.01998873086816726,
        -0.3482498751420727);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void squaredErrorThroughASigmoid(String backend) {
    check(
        backend,
        (theta, y) -> new SquaredError().mean(sigmoid(x().dot(theta)), y),
        THETA,
        vector(0, 1, 1),
        0.14193867611085814,
        0.006045614455048689,
        -0.10147398282524071);
  }

  /**
   * K sigmoids, summed over the classes and divided by m only. The gradient is that of W
   * transposed.
   */
  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void severalClasses(String backend) {
    check(
        backend,
        (w, y) -> new MultiLabelCrossEntropy().mean(sigmoid(x().matmul(w)), y),
        W,
        HOT,
        2.449005761327561,
        0.030716216453827494,
        0.39298118958110795,
        0.3272818226915624,
        0.4763298198820328,
        1.535146948287016,
        0.5527458321163508);
  }
}
