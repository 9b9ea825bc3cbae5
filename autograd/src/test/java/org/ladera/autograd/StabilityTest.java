package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.softmax;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.exp;
import static org.ladera.core.graph.Ops.log;
import static org.ladera.core.graph.Ops.sigmoid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.autograd.loss.BinaryCrossEntropyWithLogits;
import org.ladera.autograd.loss.Focal;
import org.ladera.autograd.loss.KullbackLeibler;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.MultiLabelCrossEntropy;
import org.ladera.autograd.loss.NegativeLogLikelihood;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * Logits from -10,000 to 10,000 in float32: value, gradient and second derivative (the product of
 * the Hessian with a vector) of all that is made of them are finite on every backend, and those
 * that the same formula has in float64.
 */
class StabilityTest {
  private static final double[] LOGITS = {-1e4, -100, -1, 0, 1, 100, 1e4};
  private static final double TOLERANCE = 2e-6;

  /** A function of logits and targets. */
  record Case(String name, BinaryOperator<Node> function, HostArray logits, HostArray targets) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(ofOneLogit(), ofBits(), ofThreeLogits(), ofLabels(), ofDistributions())
        .flatMap(List::stream);
  }

  private static List<Case> ofOneLogit() {
    return List.of(
        alone("softplus", Ops::softplus),
        alone("logSigmoid", Activations::logSigmoid),
        alone("log(sigmoid(z))", z -> log(sigmoid(z))),
        alone("log(1 - sigmoid(z))", z -> log(oneMinus(sigmoid(z)))),
        alone("log(1 - (1 - sigmoid(z)))", z -> log(oneMinus(oneMinus(sigmoid(z))))),
        alone("log(1 / (1 + e^-z))", z -> log(logistic(z))),
        alone("log(1 - 1 / (1 + e^-z))", z -> log(oneMinus(logistic(z)))),
        alone("log(1 + e^z)", z -> log(exp(z).plus(1))),
        alone("log(e^z / (1 + e^z))", z -> log(exp(z).dividedBy(exp(z).plus(1)))),
        alone("log1p(e^z)", z -> Ops.log1p(exp(z))),
        alone("log1p(-sigmoid(z))", z -> Ops.log1p(sigmoid(z).negate())),
        alone("log of a column of sigmoids", z -> log(sigmoid(z).reshape(-1, 1))),
        alone("log of some sigmoids", z -> log(sigmoid(z).slice(0, 0, 4))),
        alone("gelu", Activations::gelu),
        alone("silu", Activations::silu),
        alone("mish", Activations::mish));
  }

  private static List<Case> ofBits() {
    return Stream.of(0.0, 1.0, 0.5)
        .flatMap(
            y ->
                Stream.of(
                    bits(new BinaryCrossEntropyWithLogits(), y),
                    bits(new Focal(), y),
                    bits(new Focal(0.5, 0.75), y),
                    bits(new Focal(0, 0.5), y),
                    bits("BinaryCrossEntropy of sigmoid", StabilityTest::throughSigmoid, y),
                    bits("the slide's cost, in full", StabilityTest::slide, y)))
        .toList();
  }

  private static List<Case> ofThreeLogits() {
    return List.of(
        rows("logSoftmax", (z, y) -> logSoftmax(z), distributions()),
        rows("softmax", (z, y) -> softmax(z), distributions()),
        rows("log(softmax(z))", (z, y) -> log(softmax(z)), distributions()),
        rows("log(1 - softmax(z))", (z, y) -> log(oneMinus(softmax(z))), distributions()),
        rows("log(sum(e^z))", (z, y) -> log(exp(z).sum(-1)), distributions()),
        rows("log(mean(e^z))", (z, y) -> log(exp(z).mean(-1)), distributions()),
        rows(
            "log(e^a + e^b)",
            (z, y) -> log(exp(z.at(-1, 0)).plus(exp(z.at(-1, 1)))),
            distributions()),
        rows(
            "log(1 + e^a + e^b)",
            (z, y) -> log(exp(z.at(-1, 0)).plus(1).plus(exp(z.at(-1, 1)))),
            distributions()),
        rows("log(e^z / sum(e^z))", (z, y) -> log(share(z)), distributions()),
        rows(
            "log(e^z / sum(e^z)), z below its largest",
            (z, y) -> log(share(z.minus(z.max(-1).reshape(-1, 1)))),
            distributions()),
        rows("logSumExp", (z, y) -> Softmax.logSumExp(z, -1), distributions()));
  }

  private static List<Case> ofLabels() {
    return List.of(
        labels("SoftmaxCrossEntropy", new SoftmaxCrossEntropy()),
        labels("SoftmaxCrossEntropy, smoothed", new SoftmaxCrossEntropy(0.1)),
        labels("NLL of logSoftmax", (z, y) -> new NegativeLogLikelihood().each(logSoftmax(z), y)),
        labels("NLL of log(softmax)", StabilityTest::likelihood),
        labels("the slide's multi-class cost", StabilityTest::multiLabel));
  }

  private static List<Case> ofDistributions() {
    return List.of(
        rows("SoftmaxCrossEntropy", new SoftmaxCrossEntropy()::each, distributions()),
        rows(
            "KullbackLeibler of softmax",
            (z, y) -> new KullbackLeibler().each(softmax(z), y),
            distributions()),
        rows(
            "-sum(y log(softmax(z)))",
            (z, y) -> y.times(log(softmax(z))).sum(-1).negate(),
            distributions()),
        rows("MultiLabelCrossEntropy of sigmoid", StabilityTest::multiLabel, distributions()),
        rows(
            "BinaryCrossEntropy of softmax",
            (z, y) -> new BinaryCrossEntropy().each(softmax(z), y),
            distributions()));
  }

  private static Node share(Node z) {
    return exp(z).dividedBy(exp(z).sum(-1).reshape(-1, 1));
  }

  private static Node oneMinus(Node x) {
    return constant(1).minus(x);
  }

  private static Node logistic(Node z) {
    return constant(1).dividedBy(exp(z.negate()).plus(1));
  }

  private static Node throughSigmoid(Node z, Node y) {
    return new BinaryCrossEntropy().each(sigmoid(z), y);
  }

  private static Node slide(Node z, Node y) {
    Node f = sigmoid(z);
    return y.times(log(f)).plus(oneMinus(y).times(log(oneMinus(f)))).negate();
  }

  private static Node likelihood(Node z, Node y) {
    return new NegativeLogLikelihood().each(log(softmax(z)), y);
  }

  private static Node multiLabel(Node z, Node y) {
    return new MultiLabelCrossEntropy().each(sigmoid(z), y);
  }

  private static Case alone(String name, UnaryOperator<Node> function) {
    return bits(name, (z, y) -> function.apply(z), 0);
  }

  private static Case bits(Loss loss, double target) {
    return bits(loss.toString(), loss::each, target);
  }

  private static Case bits(String name, BinaryOperator<Node> function, double target) {
    double[] targets = new double[LOGITS.length];
    Arrays.fill(targets, target);
    Shape shape = Shape.of(LOGITS.length);
    return new Case(
        name + ", y = " + target,
        function,
        HostArray.ofDoubles(DType.FLOAT32, shape, LOGITS),
        HostArray.ofDoubles(DType.FLOAT32, shape, targets));
  }

  private static Case labels(String name, Loss loss) {
    long[] labels = new long[343];
    Arrays.setAll(labels, i -> (i + i / 7 + i / 49) % 3);
    return rows(name, loss::each, HostArray.ofLongs(DType.INT32, Shape.of(343), labels));
  }

  /** All rows of three logits. */
  private static Case rows(String name, BinaryOperator<Node> function, HostArray targets) {
    List<Double> logits = new ArrayList<>();
    for (double a : LOGITS) {
      for (double b : LOGITS) {
        for (double c : LOGITS) {
          logits.addAll(List.of(a, b, c));
        }
      }
    }
    double[] values = logits.stream().mapToDouble(z -> z).toArray();
    return new Case(
        name, function, HostArray.ofDoubles(DType.FLOAT32, Shape.of(343, 3), values), targets);
  }

  /** Sure ones and unsure ones in turn. */
  private static HostArray distributions() {
    double[][] some = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.5, 0.25, 0.25}, {0, 0.5, 0.5}};
    double[] values =
        Stream.iterate(0, i -> i + 1)
            .limit(343)
            .flatMapToDouble(i -> Arrays.stream(some[i % some.length]))
            .toArray();
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(343, 3), values);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndDerivativesAreFiniteAndRight(Case each) {
    List<HostArray> point = List.of(each.logits, each.targets);
    List<HostArray> exact =
        derivatives("reference", each, List.of(wide(each.logits), wide(each.targets)));
    for (String backend : Runs.backends()) {
      List<HostArray> results = derivatives(backend, each, point);
      for (int order = 0; order < results.size(); order++) {
        double[] expected = exact.get(order).toDoubles();
        double[] actual = results.get(order).toDoubles();
        for (int i = 0; i < expected.length; i++) {
          String where = backend + ", derivative " + order + ", entry " + i;
          assertTrue(Double.isFinite(actual[i]), where + " is " + actual[i]);
          assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), where);
        }
      }
    }
  }

  @Test
  void aCertainClassCostsNothingWhereItIsRight() {
    float infinity = Float.NEGATIVE_INFINITY;
    HostArray z = HostArray.ofDoubles(DType.FLOAT32, Shape.of(1, 3), 5, infinity, infinity);
    HostArray y = HostArray.ofDoubles(DType.FLOAT32, Shape.of(1, 3), 1, 0, 0);
    Case masked = new Case("masked", (a, b) -> new BinaryCrossEntropy().each(softmax(a), b), z, y);
    for (String backend : Runs.backends()) {
      for (HostArray result : derivatives(backend, masked, List.of(z, y))) {
        assertArrayEquals(new double[3], result.toDoubles(), 0.0, backend);
      }
    }
  }

  @Test
  void theGradientsOfWrittenFormsAreThoseOfTheirClosedForms() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      HostArray z =
          HostArray.ofDoubles(dtype, Shape.of(3, 2), 1000, -1000, -1000, -1000, 1000, 1000);
      for (String backend : Runs.backends()) {
        assertGradient(backend, x -> log(exp(x).sum(-1)), z, 1, 0, 0.5, 0.5, 0.5, 0.5);
        assertGradient(backend, x -> log(exp(x).mean(-1)), z, 1, 0, 0.5, 0.5, 0.5, 0.5);
        assertGradient(
            backend,
            x -> log(exp(x.at(-1, 0)).plus(exp(x.at(-1, 1)))),
            z,
            1,
            0,
            0.5,
            0.5,
            0.5,
            0.5);
        assertGradient(backend, x -> log(share(x)).slice(1, 0, 1), z, 0, 0, 0.5, -0.5, 0.5, -0.5);
        assertGradient(backend, x -> log(share(x)).slice(1, 1, 2), z, -1, 1, -0.5, 0.5, -0.5, 0.5);
        assertGradient(backend, x -> log(exp(x).plus(1)), z, 1, 0, 0, 0, 1, 1);
        assertGradient(backend, x -> log(sigmoid(x)), z, 0, 1, 1, 1, 0, 0);
      }
    }
  }

  private static void assertGradient(
      String backend, UnaryOperator<Node> function, HostArray point, double... expected) {
    HostArray gradient =
        Runs.run(
                backend,
                inputs -> {
                  Node x = inputs.getFirst();
                  return List.of(Gradient.grad(function.apply(x).sum(), x));
                },
                List.of(point))
            .getFirst();
    assertArrayEquals(expected, gradient.toDoubles(), 0.0, backend);
  }

  @Test
  void aFormulaThatOverflowsIsFoundOut() {
    Case naive = alone("naive", z -> Ops.softplus(z).plus(exp(z).minus(exp(z))));
    assertThrows(AssertionError.class, () -> valuesAndDerivativesAreFiniteAndRight(naive));
  }

  private static HostArray wide(HostArray array) {
    return array.type().dtype() == DType.FLOAT32
        ? HostArray.ofDoubles(DType.FLOAT64, array.type().shape(), array.toDoubles())
        : array;
  }

  /** The value, the gradient of its sum, and the Hessian of its sum times a vector. */
  private static List<HostArray> derivatives(String backend, Case each, List<HostArray> point) {
    return Runs.run(
        backend,
        inputs -> {
          Node z = inputs.getFirst();
          Node value = each.function.apply(z, inputs.get(1));
          Node total = weighted(value);
          Node gradient = Gradient.grad(total, z);
          return List.of(value, gradient, Gradient.grad(weighted(gradient), z));
        },
        point);
  }

  /** Weights of 1 and 2 in turn: a plain sum of probabilities would be constant. */
  private static Node weighted(Node x) {
    double[] weights = new double[Math.toIntExact(x.shape().size())];
    Arrays.setAll(weights, i -> 1 + i % 2);
    return x.times(constant(HostArray.ofDoubles(x.dtype(), x.shape(), weights))).sum();
  }
}
