package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.Gradient.grad;
import static org.ladera.autograd.Gradient.vjp;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class GradientTest {
  private static Node vector(double... values) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values));
  }

  private static Node scalar(double value) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), value));
  }

  private static Node input(String name, DType dtype, int... sizes) {
    return Ops.input(name, new TensorType(dtype, Shape.of(sizes)));
  }

  private static int size(Node root) {
    return Graphs.topological(List.of(root)).size();
  }

  private static void fails(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  // ---- values
  // -------------------------------------------------------------------------------------

  @Test
  void thirdDerivativeOfXTanhX() {
    for (double at : new double[] {-1.5, 0, 0.5, 2}) {
      Node x = scalar(at);
      Node first = grad(x.times(Ops.tanh(x)), x);
      Node second = grad(first, x);
      Node third = grad(second, x);
      double t = Math.tanh(at);
      double s = 1 - t * t;
      assertArrayEquals(new double[] {t + at * s}, Runs.value(first), 1e-14);
      assertArrayEquals(new double[] {2 * s * (1 - at * t)}, Runs.value(second), 1e-14);
      double expected = -6 * t * s + at * (4 * t * t * s - 2 * s * s);
      assertArrayEquals(new double[] {expected}, Runs.value(third), 1e-14);
    }
  }

  @Test
  void fifthDerivativeOfASineIsACosine() {
    Node x = scalar(0.7);
    Node y = Ops.sin(x);
    for (int order = 0; order < 5; order++) {
      y = grad(y, x);
    }
    assertArrayEquals(new double[] {Math.cos(0.7)}, Runs.value(y), 1e-15);
  }

  @Test
  void severalGradientsShareOneWalkAndTheirOrder() {
    Node a = vector(1, 2);
    Node b = vector(3, 4);
    List<Node> gradients = grad(a.times(b).sum(), List.of(b, a, b));
    assertArrayEquals(new double[] {1, 2}, Runs.value(gradients.get(0)));
    assertArrayEquals(new double[] {3, 4}, Runs.value(gradients.get(1)));
    assertSame(gradients.get(0), gradients.get(2));
  }

  @Test
  void aVectorJacobianProductContractsWithTheCotangent() {
    Node x = vector(1, 2, 3);
    Node product = vjp(x.square(), vector(1, 10, 100), List.of(x)).getFirst();
    assertArrayEquals(new double[] {2, 40, 600}, Runs.value(product));
    Node weak = vjp(x.square(), Ops.ones(3), List.of(x)).getFirst();
    assertArrayEquals(new double[] {2, 4, 6}, Runs.value(weak));
  }

  @Test
  void theGradientWithRespectToItselfIsOne() {
    Node y = scalar(3).square();
    assertArrayEquals(new double[] {1}, Runs.value(grad(y, y)));
  }

  // ---- what is reached
  // ----------------------------------------------------------------------------

  @Test
  void anInteriorNodeHasAGradient() {
    Node x = vector(1, 2);
    Node h = x.square();
    Node y = h.times(h).sum();
    assertArrayEquals(new double[] {2, 8}, Runs.value(grad(y, h)));
    List<Node> both = grad(y, List.of(h, x));
    assertArrayEquals(new double[] {2, 8}, Runs.value(both.get(0)));
    assertArrayEquals(new double[] {4, 32}, Runs.value(both.get(1)));
  }

  @Test
  void nothingBehindAnInteriorNodeIsDifferentiated() {
    Node x = vector(1, 2);
    Node h = x;
    for (int i = 0; i < 1000; i++) {
      h = Ops.tanh(h);
    }
    Node gradient = grad(h.sum(), h);
    assertTrue(size(gradient) < 10, gradient.graph());
  }

  @Test
  void aLeafThatIsNotReachedHasGradientZero() {
    Node x = vector(1, 2);
    Node other = input("other", DType.FLOAT32, 2, 3);
    Node gradient = grad(x.sum(), other);
    assertEquals(other.type(), gradient.type());
    assertArrayEquals(new double[6], Runs.value(gradient));
    Parameter w = Parameter.zeros("w", 2);
    assertTrue(Gradient.reached(x.sum(), List.of(w)).isEmpty());
  }

  @Test
  void anInteriorNodeThatIsNotReachedIsAMistake() {
    Node x = input("x", DType.FLOAT32, 3);
    Node stranger = Origin.inherit(new Origin("", null), () -> Ops.exp(x));
    Node loss = x.sum();
    fails(
        "grad: the node exp(f32[3] \"x\") -> f32[3] is not part of the graph of"
            + " sum[axes=[0]](f32[3] \"x\") -> f32[]; take the very node that it was built from",
        () -> grad(loss, stranger));
    fails(
        "vjp: the node exp(f32[3] \"x\") -> f32[3] is not part of the graph of"
            + " sum[axes=[0]](f32[3] \"x\") -> f32[]; take the very node that it was built from",
        () -> vjp(loss, Ops.constant(1), List.of(stranger)));
  }

  @Test
  void stopGradientStops() {
    Node x = vector(3);
    Node y = x.times(Ops.stopGradient(x)).sum();
    assertArrayEquals(new double[] {3}, Runs.value(grad(y, x)));
    Node stopped = Ops.stopGradient(x.square());
    assertArrayEquals(new double[] {0}, Runs.value(grad(stopped.sum(), x)));
    assertTrue(Gradient.reached(stopped.sum(), List.of(x)).isEmpty());
  }

  @Test
  void integersHaveGradientZeroAndStopTheWay() {
    Node labels = input("labels", DType.INT32, 4);
    Node x = input("x", DType.FLOAT64, 4);
    Node rounded = x.cast(DType.INT32).cast(DType.FLOAT64);
    List<Node> gradients = grad(rounded.plus(labels.cast(DType.FLOAT64)).sum(), List.of(x, labels));
    assertArrayEquals(new double[4], Runs.value(gradients.get(0)));
    assertEquals(labels.type(), gradients.get(1).type());
    assertArrayEquals(new double[4], Runs.value(gradients.get(1)));
  }

  // ---- weak numbers
  // -------------------------------------------------------------------------------

  @Test
  void weakScalarsHaveGradients() {
    Node x = Ops.constant(0.5);
    Node first = grad(x.times(Ops.tanh(x)), x);
    assertArrayEquals(
        new double[] {Math.tanh(0.5) + 0.5 * (1 - Math.pow(Math.tanh(0.5), 2))},
        Runs.value(first),
        1e-15);
    assertEquals(DType.FLOAT64, first.dtype());
    assertEquals(DType.FLOAT64, grad(first, x).dtype());
  }

  @Test
  void aSettingBesideFloat32HasAFloat64Gradient() {
    Variable rate = Variable.setting("rate", 0.1);
    Node x = Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 3, 4));
    List<Node> gradients = grad(x.times(rate).sum(), List.of(rate, x));
    assertEquals(new TensorType(DType.FLOAT64, Shape.scalar()), gradients.get(0).type());
    assertArrayEquals(new double[] {7}, Runs.value(gradients.get(0)));
    assertEquals(x.type(), gradients.get(1).type());
    assertArrayEquals(new double[] {0.1f, 0.1f}, Runs.value(gradients.get(1)));
  }

  // ---- where gradient nodes come from
  // -------------------------------------------------------------

  @Test
  void gradientNodesComeFromTheLineOfTheNodeThatTheyDifferentiate() {
    Node x = vector(1, 2);
    Node hidden = Origin.region("dense.0", () -> Ops.tanh(x));
    Node loss = Origin.region("loss", () -> hidden.square().sum());
    Node gradient = Origin.region("elsewhere", () -> grad(loss, x));
    assertSame(hidden.origin(), gradient.origin());
    List<String> regions =
        Graphs.topological(List.of(gradient)).stream().map(node -> node.origin().region()).toList();
    assertTrue(Collections.frequency(regions, "dense.0") > 2, gradient.graph());
    assertTrue(Collections.frequency(regions, "loss") > 1, gradient.graph());
    // The seed alone: a one.
    assertTrue(Collections.frequency(regions, "elsewhere") <= 2, gradient.graph());
  }
}
