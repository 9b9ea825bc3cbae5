package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.Gradient.grad;
import static org.ladera.autograd.Gradient.vjp;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients that users give, and what is said where one is wrong. */
class OwnGradientTest {
  private static Node vector(double... values) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values));
  }

  private static Node input(String name, DType dtype, int... sizes) {
    return Ops.input(name, new TensorType(dtype, Shape.of(sizes)));
  }

  private static void fails(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void aStraightThroughEstimatorPassesTheGradientOn() {
    Node x = vector(0.4, 1.6);
    Node y = Gradient.customGradient(x, Ops::round, (result, g) -> g);
    assertArrayEquals(new double[] {0, 2}, Runs.value(y));
    assertArrayEquals(new double[] {0, 4}, Runs.value(grad(y.square().sum(), x)));
  }

  /** Runs nothing: the identity, with a gradient that a test chooses. */
  private record Custom(List<@Nullable Node> gradients) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      return inputs.getFirst().dup();
    }

    @Override
    public List<@Nullable Node> gradient(Node self, Node gradient) {
      return gradients;
    }
  }

  /** Like {@link Cube}, without a gradient. */
  private record Opaque() implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      return new Cube().run(inputs);
    }
  }

  @Test
  void aHostOpHasTheGradientThatItGives() {
    Node x = vector(1, 2);
    Node cubes = Ops.host(new Cube(), x);
    Node first = grad(cubes.sum(), x);
    assertArrayEquals(new double[] {3, 12}, Runs.value(first));
    assertArrayEquals(new double[] {6, 12}, Runs.value(grad(first.sum(), x)));
  }

  @Test
  void aHostOpWithoutAGradientStopsIt() {
    Node x = vector(1, 2);
    Node y = Ops.host(new Opaque(), x).plus(x);
    assertArrayEquals(new double[] {2, 10}, Runs.value(y));
    assertArrayEquals(new double[] {1, 1}, Runs.value(grad(y.sum(), x)));
  }

  @Test
  void aGradientOfAnotherTypeIsNamed() {
    Node x = input("x", DType.FLOAT32, 3);
    Custom wrong = new Custom(List.of(input("g", DType.FLOAT32, 2)));
    Node y = Origin.region("dense.0", () -> Ops.host(wrong, x)).sum();
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, () -> grad(y, x)).getMessage());
    assertTrue(message.startsWith("gradient of custom (in \"dense.0\""), message);
    assertTrue(message.endsWith(": input 0 is f32[3], got a gradient of f32[2]"), message);
  }

  @Test
  void aCustomGradientOfAnotherTypeIsNamed() {
    Node x = input("x", DType.FLOAT32, 3);
    Node y =
        Origin.inherit(
            new Origin("", null),
            () -> Gradient.customGradient(x, Node::square, (result, g) -> g.cast(DType.FLOAT64)));
    fails(
        "gradient of customGradient: argument 0 is f32[3], got a gradient of f64[3]",
        () -> grad(y.sum(), x));
  }

  @Test
  void tooFewGradientsAreNamed() {
    Node x = input("x", DType.FLOAT32, 3);
    Custom wrong = new Custom(Collections.emptyList());
    Node y = Origin.inherit(new Origin("", null), () -> Ops.host(wrong, x));
    fails(
        "gradient of custom: one gradient, or null, for each of the 1 inputs is needed, got 0",
        () -> grad(y.sum(), x));
  }

  @Test
  void aLossIsAScalarOfAFloatingType() {
    Node losses = input("losses", DType.FLOAT32, 32);
    fails(
        "grad: the loss must be a scalar, got f32[32]; use mean() or sum(), or vjp for a vector",
        () -> grad(losses, losses));
    Node count = input("count", DType.INT32);
    fails(
        "grad: the loss must be of a floating type, got i32[]; use cast(FLOAT32)",
        () -> grad(count, count));
    Node counts = input("counts", DType.INT32, 3);
    fails(
        "vjp: the output must be of a floating type, got i32[3]; use cast(FLOAT32)",
        () -> vjp(counts, counts, List.of(counts)));
  }

  @Test
  void aCotangentIsOfTheTypeOfTheOutput() {
    Node y = input("y", DType.FLOAT32, 3);
    fails(
        "vjp: the cotangent must have the type and shape of the output, got f32[2] for f32[3]",
        () -> vjp(y, input("g", DType.FLOAT32, 2), List.of(y)));
    fails(
        "vjp: the cotangent must have the type and shape of the output, got f64[3] for f32[3]",
        () -> vjp(y, input("g", DType.FLOAT64, 3), List.of(y)));
  }
}
