package org.ladera.autograd.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.ladera.autograd.GradientCheck.random;
import static org.ladera.core.fn.Elementary.xlogy;
import static org.ladera.core.fn.Indexing.pick;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.logSumExp;
import static org.ladera.core.fn.Softmax.softmax;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.ladera.autograd.Gradient;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Elementary;
import org.ladera.core.fn.Statistics;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The compositions of {@code org.ladera.core.fn} against central differences, to second order. */
class FunctionGradientTest {
  static final List<UnaryOperator<Node>> ENTRY_BY_ENTRY =
      List.of(
          Activations::relu,
          Activations::relu6,
          x -> Activations.leakyRelu(x, 0.2),
          x -> Activations.elu(x, 1.5),
          Activations::selu,
          x -> Activations.celu(x, 0.5),
          Activations::gelu,
          Activations::geluTanh,
          Activations::silu,
          Activations::mish,
          Activations::logSigmoid,
          Activations::softsign,
          Activations::hardSigmoid,
          Activations::hardSilu,
          Activations::hardTanh,
          Elementary::tan,
          x -> Elementary.clip(x, -0.4, 0.9),
          Elementary::logCosh);

  @ParameterizedTest
  @FieldSource("ENTRY_BY_ENTRY")
  void entryByEntry(UnaryOperator<Node> function) {
    GradientCheck check = GradientCheck.of((Node x) -> function.apply(x)).order(2);
    check.at(random());
    check.at(random(7));
    check.at(random(2, 1, 3));
    check.at(random(0, 3));
  }

  static final List<UnaryOperator<Node>> ALONG_AXES =
      List.of(
          x -> softmax(x),
          x -> softmax(x, 0),
          x -> softmax(x, 0, 1),
          x -> logSoftmax(x),
          x -> logSoftmax(x, 0),
          x -> logSumExp(x),
          x -> logSumExp(x, 1),
          x -> Ops.log(softmax(x)),
          x -> Statistics.variance(x),
          x -> Statistics.variance(x, 0),
          x -> Statistics.standardDeviation(x),
          x -> Statistics.norm(x),
          x -> Statistics.norm(x, 0),
          x -> Statistics.normalized(x, -1));

  @ParameterizedTest
  @FieldSource("ALONG_AXES")
  void alongAxes(UnaryOperator<Node> function) {
    GradientCheck check = GradientCheck.of((Node x) -> function.apply(x)).order(2);
    check.at(random(3, 4));
    check.at(random(2, 3));
  }

  @Test
  void ofTwoOperands() {
    GradientCheck.of((x, y) -> xlogy(x, y.square().plus(0.1))).order(2).at(random(4), random(4));
    GradientCheck.of((x, y) -> xlogy(x, Ops.sigmoid(y))).order(2).at(random(2, 3), random(3));
    GradientCheck.of((x, y) -> Statistics.cosineSimilarity(x, y, -1))
        .order(2)
        .at(random(2, 3), random(2, 3).add(1));
    GradientCheck.of((x, y) -> logSumExp(x.matmul(y))).order(2).at(random(3, 4), random(4, 2));
  }

  @Test
  void pickedEntries() {
    INDArray indices = HostArray.ofLongs(DType.INT32, Shape.of(3), 3, 0, 1).toINDArray();
    GradientCheck.of((x, i) -> pick(x, i).square()).order(2).at(random(3, 4), indices);
  }

  private static double[] slopes(UnaryOperator<Node> function, double... x) {
    return derivatives(1, function, x);
  }

  /** The derivative of the sum of the function, of an order. */
  private static double[] derivatives(int order, UnaryOperator<Node> function, double... x) {
    NodeFunction slope =
        NodeFunction.of(
            (Node v) -> {
              Node value = function.apply(v);
              for (int i = 0; i < order; i++) {
                value = Gradient.grad(value.sum(), v);
              }
              return value;
            });
    INDArray point = HostArray.ofDoubles(DType.FLOAT64, Shape.of(x.length), x).toINDArray();
    return Backends.using(
        Backends.named("reference"),
        () -> {
          try (Compiled compiled = Compiled.of(slope)) {
            return HostArray.copyOf(compiled.run(point)).toDoubles();
          }
        });
  }

  /** As PyTorch 1.13 has it, but for hardSilu at ±3. */
  @Test
  void kinksHaveTheSlopeOfTheirFlatSide() {
    assertArrayEquals(new double[] {0}, slopes(Activations::relu, 0));
    assertArrayEquals(new double[] {0, 0}, slopes(Activations::relu6, 0, 6));
    assertArrayEquals(new double[] {0, 0}, slopes(Activations::hardTanh, -1, 1));
    assertArrayEquals(new double[] {0, 0}, slopes(Activations::hardSigmoid, -3, 3));
    assertArrayEquals(new double[] {1.5}, slopes(x -> Activations.elu(x, 1.5), 0));
    assertArrayEquals(new double[] {0.2}, slopes(x -> Activations.leakyRelu(x, 0.2), 0));
  }

  @Test
  void theSideNotTakenDoesNotSpoilTheGradient() {
    assertArrayEquals(new double[] {1, 0}, slopes(x -> Activations.elu(x, 1), 1e4, -1e4));
    assertArrayEquals(new double[] {1, 0}, slopes(x -> Activations.celu(x, 2), 1e4, -1e4));
  }

  @Test
  void smoothActivationsKeepFiniteDerivativesFarOut() {
    for (UnaryOperator<Node> function :
        List.<UnaryOperator<Node>>of(
            Activations::gelu,
            Activations::geluTanh,
            Activations::silu,
            Activations::mish,
            Ops::softplus)) {
      assertArrayEquals(new double[] {1}, slopes(function, 1e4), 1e-15);
      assertArrayEquals(new double[] {0, 0}, derivatives(2, function, 1e4, -1e4), 1e-15);
    }
  }

  @Test
  void whatHasNoSlopeAtZeroHasGradientZero() {
    for (int order = 1; order <= 2; order++) {
      assertArrayEquals(new double[2], derivatives(order, x -> Statistics.norm(x), 0, 0));
      assertArrayEquals(
          new double[2], derivatives(order, x -> Statistics.standardDeviation(x), 4, 4));
      assertArrayEquals(new double[2], derivatives(order, x -> Statistics.normalized(x), 0, 0));
    }
  }

  @Test
  void zeroTimesTheLogarithmOfZeroHasDerivativesZero() {
    for (int order = 1; order <= 3; order++) {
      assertArrayEquals(new double[2], derivatives(order, x -> xlogy(x, x), 0, 0));
      assertArrayEquals(new double[1], derivatives(order, x -> xlogy(Ops.constant(0), x), 0));
    }
  }

  @Test
  void logCoshIsSmoothAtZero() {
    assertArrayEquals(new double[] {0}, derivatives(1, Elementary::logCosh, 0), 1e-15);
    assertArrayEquals(new double[] {1}, derivatives(2, Elementary::logCosh, 0));
    assertArrayEquals(new double[] {0}, derivatives(3, Elementary::logCosh, 0), 1e-15);
    assertArrayEquals(new double[] {-2}, derivatives(4, Elementary::logCosh, 0));
  }

  @Test
  void aMaskedEntryHasProbabilityZeroAndGradientZero() {
    double masked = Double.NEGATIVE_INFINITY;
    for (int order = 1; order <= 2; order++) {
      double[] ofSoftmax =
          derivatives(order, x -> softmax(x).times(Ops.range(3).cast(DType.FLOAT64)), 1, masked, 1);
      double[] ofLogSumExp = derivatives(order, x -> logSumExp(x).square(), 1, masked, 1);
      assertArrayEquals(
          order == 1 ? new double[] {-0.5, 0, 0.5} : new double[] {0, 0, 0}, ofSoftmax, 1e-15);
      double slope = 1 + Math.log(2);
      assertArrayEquals(
          order == 1 ? new double[] {slope, 0, slope} : new double[] {1, 0, 1}, ofLogSumExp, 1e-15);
    }
  }
}
