package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.logSumExp;
import static org.ladera.core.fn.Softmax.softmax;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Numbers of PyTorch 1.13 in float64. */
class SoftmaxTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final HostArray X = FunctionRun.matrix(3, 1, -2, 0.5, 0, 3, -1);

  private static void check(Function<Node, Node> function, double... wanted) {
    assertArrayEquals(wanted, FunctionRun.run("reference", function, X).toDoubles(), 1e-15);
  }

  @Test
  void theComplementOfOneOfTwoIsTheOther() {
    HostArray far = FunctionRun.matrix(2, 0, 1e4, 800, -3, 0.5, 0.25, 1, 1);
    Function<Node, Node> complement = x -> Ops.log(Ops.constant(1).minus(softmax(x)));
    double[] swapped = FunctionRun.run("reference", x -> logSoftmax(x), far).toDoubles();
    double[] results = FunctionRun.run("reference", complement, far).toDoubles();
    for (int i = 0; i < results.length; i++) {
      assertEquals(swapped[i ^ 1], results[i], 4 * Math.ulp(swapped[i ^ 1]));
    }
  }

  @Test
  void softmaxIsAlongTheLastAxisOrGivenOnes() {
    check(
        x -> softmax(x),
        0.6037488961486258,
        0.030058887569574023,
        0.3661922162818002,
        0.0466126225779739,
        0.9362395518765058,
        0.017147825545520388);
    check(
        x -> softmax(x, 0),
        0.7310585786300049,
        0.006692850924284856,
        0.8175744761936437,
        0.2689414213699951,
        0.9933071490757153,
        0.18242552380635632);
    check(
        x -> softmax(x, 0, 1),
        0.10472752015808352,
        0.005214076206107353,
        0.06352045189155052,
        0.03852710159102673,
        0.7738375215499697,
        0.014173328603262297);
  }

  @Test
  void logSoftmaxIsItsLogarithm() {
    double[] wanted = {
      -0.5045969023422835,
      -3.5045969023422834,
      -1.0045969023422834,
      -3.0658839037574293,
      -0.06588390375742911,
      -4.065883903757429
    };
    check(x -> logSoftmax(x), wanted);
    check(x -> Ops.log(softmax(x)), wanted);
    check(x -> logSoftmax(x.transpose(), 0).transpose(), wanted);
  }

  @Test
  void logSumExpIsOverAllEntriesOrAxes() {
    check(x -> logSumExp(x), 3.2563933479068727);
    check(x -> logSumExp(x, 1), 1.5045969023422834, 3.0658839037574293);
    check(x -> logSumExp(x.at(0, 0).at(0, 0)), 1);
  }

  @Test
  void theLogarithmOfASoftmaxIsBuiltFromItsArgument() {
    Node z = Ops.input("z", new TensorType(DType.FLOAT32, Shape.of(2, 3)));
    for (Node log :
        new Node[] {Ops.log(softmax(z)), Ops.log(softmax(z).reshape(3, 2).slice(0, 1, 2))}) {
      assertTrue(log.graph().contains("= logSoftmax("), log::graph);
      assertFalse(log.graph().contains("= softmax("), log::graph);
    }
  }

  @Test
  void aLogarithmKeepsItsDigitsWhereTheProbabilityUnderflows() {
    double[] wanted = {-0.0, -1000, -2000};
    assertArrayEquals(wanted, FunctionRun.of(x -> Ops.log(softmax(x)), 0, -1000, -2000), 0);
    assertArrayEquals(wanted, FunctionRun.of(x -> logSoftmax(x), 1e4, 9e3, 8e3), 0);
  }

  @Test
  void largeEntriesDoNotOverflow() {
    assertArrayEquals(
        new double[] {0.5, 0.5, 0}, FunctionRun.of(x -> softmax(x), 1e300, 1e300, -1e300));
    assertEquals(1e300, FunctionRun.of(x -> logSumExp(x), 1e300, -1e300)[0]);
  }

  @Test
  void anEntryOfMinusInfinityIsMasked() {
    assertArrayEquals(new double[] {0.5, 0, 0.5}, FunctionRun.of(x -> softmax(x), 2, -INFINITY, 2));
    assertArrayEquals(
        new double[] {-Math.log(2), -INFINITY, -Math.log(2)},
        FunctionRun.of(x -> logSoftmax(x), 2, -INFINITY, 2),
        1e-15);
    assertEquals(2 + Math.log(2), FunctionRun.of(x -> logSumExp(x), 2, -INFINITY, 2)[0], 1e-15);
  }

  @Test
  void aRowOfMinusInfinityAloneIsNaN() {
    for (Function<Node, Node> function :
        java.util.List.<Function<Node, Node>>of(x -> softmax(x), x -> logSoftmax(x))) {
      for (double value : FunctionRun.of(function, -INFINITY, -INFINITY)) {
        assertEquals(Double.NaN, value);
      }
    }
    assertEquals(-INFINITY, FunctionRun.of(x -> logSumExp(x), -INFINITY, -INFINITY)[0]);
  }

  @Test
  void nanAndInfinityShow() {
    assertEquals(Double.NaN, FunctionRun.of(x -> logSumExp(x), 1, Double.NaN)[0]);
    assertEquals(INFINITY, FunctionRun.of(x -> logSumExp(x), 1, INFINITY)[0]);
    assertEquals(Double.NaN, FunctionRun.of(x -> softmax(x), 1, Double.NaN)[0]);
  }

  @Test
  void wrongAxesAreErrors() {
    Node z = Ops.input("z", new TensorType(DType.FLOAT32, Shape.of(2, 3)));
    assertEquals(
        "softmax: an axis must be one of the 2 of the shape, got 2 of [2, 3]",
        assertThrows(IllegalArgumentException.class, () -> softmax(z, 2)).getMessage());
    assertEquals(
        "logSumExp: no axis may be given twice, got [1, -1]",
        assertThrows(IllegalArgumentException.class, () -> logSumExp(z, 1, -1)).getMessage());
  }
}
