package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.GradientCheck.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientCheckTest {
  private static String failure(Executable action) {
    return String.valueOf(assertThrows(AssertionError.class, action).getMessage());
  }

  private static INDArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values).toINDArray();
  }

  /** x³, with a gradient that is wrong where x is 2. */
  private static Node wrongAtTwo(Node x) {
    return Gradient.customGradient(
        x,
        v -> v.pow(3),
        (result, g) -> {
          Node right = g.times(x.square()).times(3);
          return Ops.select(Ops.equal(x, Ops.constant(2)), right.times(1.001), right);
        });
  }

  @Test
  void theExampleOfTheGuidePasses() {
    GradientCheck.of((a, b) -> Softmax.logSumExp(a.matmul(b)))
        .order(2)
        .at(random(3, 4), random(4, 2));
  }

  @Test
  void thirdOrderIsCheckedToo() {
    GradientCheck.of((Node x) -> x.times(Ops.tanh(x))).order(3).at(random(5));
  }

  @Test
  void aWrongGradientIsNamedWithTheEntryThatDiffersMost() {
    GradientCheck check = GradientCheck.of((x, y) -> wrongAtTwo(x).plus(y));
    String message = failure(() -> check.at(vector(1, -1, 2, 3), vector(1, 2, 3, 4)));
    assertTrue(message.startsWith("gradient check, order 1: along a random direction"), message);
    assertTrue(message.contains("the entry that differs most is [2] of input 0: "), message);
    check.at(vector(1, -1, 2.5, 3), vector(1, 2, 3, 4));
  }

  @Test
  void aGradientThatIsNotANumberFails() {
    GradientCheck check = GradientCheck.of(Ops::sqrt);
    String message = failure(() -> check.at(vector(-1, 4)));
    assertTrue(message.contains("NaN by the gradient"), message);
  }

  @Test
  void aMissingGradientFails() {
    String message = failure(() -> GradientCheck.of(Ops::stopGradient).at(vector(1, 2)));
    assertTrue(message.contains(" 0.0 by the gradient"), message);
  }

  @Test
  void aRightGradientWithAWrongGradientFailsAtOrderTwo() {
    NodeFunction function =
        NodeFunction.of(
            (Node x) ->
                Gradient.customGradient(
                    x, Node::square, (r, g) -> g.times(Ops.stopGradient(x)).times(2)));
    GradientCheck.of(function).at(vector(1, 2));
    String message = failure(() -> GradientCheck.of(function).order(2).at(vector(1, 2)));
    assertTrue(message.startsWith("gradient check, order 2:"), message);
  }

  @Test
  void whereTheSlopeIsZeroRoundingIsNoError() {
    GradientCheck flat =
        GradientCheck.of((Node x) -> Ops.sin(x).square().plus(Ops.cos(x).square()));
    assertDoesNotThrow(() -> flat.order(2).at(random(50)));
  }

  @Test
  void float32PointsAreTakenAsFloat64AndIntegersStay() {
    INDArray x = HostArray.ofDoubles(DType.FLOAT32, Shape.of(3, 2), 1, 2, 3, 4, 5, 6).toINDArray();
    INDArray rows = HostArray.ofLongs(DType.INT32, Shape.of(2), 2, 0).toINDArray();
    GradientCheck.of((a, i) -> Ops.gather(a, i, 0).square()).order(2).at(x, rows);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, HostArray.copyOf(x).toDoubles());
  }

  @Test
  void wrongUseIsExplained() {
    GradientCheck check = GradientCheck.of((a, b) -> a.plus(b));
    assertEquals(
        "GradientCheck: order must be 1, 2 or 3, got 4",
        assertThrows(IllegalArgumentException.class, () -> check.order(4)).getMessage());
    INDArray labels = HostArray.ofLongs(DType.INT32, Shape.of(2), 0, 1).toINDArray();
    assertEquals(
        "GradientCheck: at least one input must be of a floating type, got [i32[2]]",
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(Ops::negate).at(labels))
            .getMessage());
    assertEquals(
        "compiled: there are 2 inputs [x, y], got 1 array",
        assertThrows(IllegalArgumentException.class, () -> check.at(vector(1))).getMessage());
  }

  @Test
  void theSeedChoosesTheDirections() {
    GradientCheck check = GradientCheck.of((x, y) -> wrongAtTwo(x).plus(y));
    INDArray point = vector(2, 1);
    String first = failure(() -> check.seed(1).at(point, point));
    assertEquals(first, failure(() -> check.seed(1).at(point, point)));
    assertTrue(!first.equals(failure(() -> check.seed(2).at(point, point))));
  }
}
