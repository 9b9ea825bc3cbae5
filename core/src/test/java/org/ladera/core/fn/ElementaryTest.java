package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.fn.Elementary.clip;
import static org.ladera.core.fn.Elementary.xlogy;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.sigmoid;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class ElementaryTest {
  private static final double NAN = Double.NaN;

  @Test
  void tangent() {
    double[] x = {-3.5, -1, 0, 0.5, 2};
    double[] wanted = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wanted[i] = StrictMath.tan(x[i]);
    }
    assertArrayEquals(wanted, FunctionRun.of(Elementary::tan, x), 1e-15);
  }

  @Test
  void clippingKeepsNaN() {
    assertArrayEquals(
        new double[] {-1, -1, 0.5, 2, 2, NAN},
        FunctionRun.of(x -> clip(x, -1, 2), -3, -1, 0.5, 2, 9, NAN));
  }

  @Test
  void clippingNeedsBoundsInOrder() {
    Node x = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2)));
    assertEquals(
        "clip: low must not be above high, got 1.0 and 0.0",
        assertThrows(IllegalArgumentException.class, () -> clip(x, 1, 0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> clip(x, NAN, 0));
  }

  @Test
  void zeroTimesTheLogarithmOfZeroIsZero() {
    double[] y = {0, 1, Math.E, -1, NAN};
    assertArrayEquals(
        new double[] {0, 0, 0, 0, NAN}, FunctionRun.of(v -> xlogy(constant(0), v), y));
    assertArrayEquals(
        new double[] {Double.NEGATIVE_INFINITY, 0, 2, NAN, NAN},
        FunctionRun.of(v -> xlogy(constant(2), v), y));
  }

  @Test
  void theLogarithmLooksThroughASigmoid() {
    assertArrayEquals(
        new double[] {-2000, -0.0, -0.0},
        FunctionRun.of(z -> xlogy(constant(2), sigmoid(z)), -1000, 1000, Double.POSITIVE_INFINITY));
    assertEquals(
        0, FunctionRun.of(z -> xlogy(constant(0), sigmoid(z)), Double.NEGATIVE_INFINITY)[0]);
  }

  @Test
  void logCoshNeitherOverflowsNorCancels() {
    double[] x = {0, -1, 2, 1000, -1e300, 1e-6};
    double[] wanted = {0, 0.4337808304830271, 1.3250027473578645, 1000 - Math.log(2), 1e300, 5e-13};
    double[] values = FunctionRun.of(Elementary::logCosh, x);
    assertArrayEquals(wanted, values, 1e-15);
    assertEquals(5e-13, values[5], 1e-21);
  }
}
