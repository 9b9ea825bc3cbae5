package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.fn.Activations;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * What is decided where mathematics does not decide: kinks, ties, and values that are not finite.
 */
class ConventionTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static List<String> backends() {
    return Runs.backends();
  }

  private static HostArray vector(DType dtype, double... values) {
    return HostArray.ofDoubles(dtype, Shape.of(values.length), values);
  }

  private static double[] value(String backend, UnaryOperator<Node> f, double... x) {
    return Runs.run(
            backend,
            inputs -> List.of(f.apply(inputs.getFirst())),
            List.of(vector(DType.FLOAT64, x)))
        .getFirst()
        .toDoubles();
  }

  /** The gradient of the sum. */
  private static double[] slope(String backend, UnaryOperator<Node> f, double... x) {
    return value(backend, v -> Gradient.grad(f.apply(v).sum(), v), x);
  }

  /** The gradients of the sum with respect to both operands, one after the other. */
  private static double[] slopes(String backend, BinaryOperator<Node> f, double[] a, double[] b) {
    return Runs.run(
            backend,
            inputs -> Gradient.grad(f.apply(inputs.get(0), inputs.get(1)).sum(), inputs),
            List.of(vector(DType.FLOAT64, a), vector(DType.FLOAT64, b)))
        .stream()
        .flatMapToDouble(gradient -> Arrays.stream(gradient.toDoubles()))
        .toArray();
  }

  private static double[] row(double... values) {
    return values;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theSlopeOfReluAndAbsAtZeroIsZero(String backend) {
    assertArrayEquals(row(0, 0, 1), slope(backend, Activations::relu, -1, 0, 1), 0.0);
    assertArrayEquals(row(-1, 0, 1), slope(backend, Ops::abs, -1, 0, 1), 0.0);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tiesOfTwoOperandsShareEqually(String backend) {
    double[] halves = {0, 0.5, 1, 1, 0.5, 0};
    assertArrayEquals(halves, slopes(backend, Ops::max, row(1, 2, 3), row(2, 2, 2)), 0.0);
    double[] mirrored = {1, 0.5, 0, 0, 0.5, 1};
    assertArrayEquals(mirrored, slopes(backend, Ops::min, row(1, 2, 3), row(2, 2, 2)), 0.0);
    assertArrayEquals(row(0.5, 0.5), slopes(backend, Ops::max, row(0.0), row(-0.0)), 0.0);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tiesOfAReductionShareEqually(String backend) {
    double third = 1 / 3.0;
    assertArrayEquals(
        row(third, 0, third, third), slope(backend, x -> Ops.max(x), 5, 1, 5, 5), 1e-16);
    assertArrayEquals(row(0, 0.5, 0.5, 0), slope(backend, x -> Ops.min(x), 5, 1, 1, 5), 0.0);
    assertArrayEquals(row(0.5, 0.5), slope(backend, x -> x.max(), 0.0, -0.0), 0.0);
    assertArrayEquals(
        row(0.5, 0.5, 0, 1), slope(backend, x -> x.reshape(2, 2).max(1), 7, 7, 1, 3), 0.0);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void nanWinsInMaximaAndMinima(String backend) {
    UnaryOperator<Node> larger = x -> Ops.max(x, Ops.constant(0));
    assertArrayEquals(row(NAN, 1), value(backend, larger, NAN, 1), 0.0);
    assertArrayEquals(row(NAN), value(backend, x -> Ops.min(x, Ops.constant(0)), NAN), 0.0);
    assertArrayEquals(row(NAN), value(backend, x -> Ops.max(x), 3, NAN, 9), 0.0);
    assertArrayEquals(row(NAN), value(backend, x -> Ops.min(x), 3, NAN, 9), 0.0);
    assertArrayEquals(row(1), value(backend, x -> Ops.argMax(x, 0).cast(DType.FLOAT64), 3, NAN, 9));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void activationsAndRoundingsKeepNaN(String backend) {
    List<UnaryOperator<Node>> functions =
        List.of(
            Activations::relu,
            Activations::relu6,
            Activations::hardTanh,
            Activations::gelu,
            Ops::softplus,
            Ops::sigmoid,
            Ops::tanh,
            Ops::erf,
            Ops::abs,
            Ops::sign,
            Ops::floor,
            Ops::round);
    for (UnaryOperator<Node> function : functions) {
      assertArrayEquals(row(NAN), value(backend, function, NAN), 0.0);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theSlopesOfAPowerAtZeroAreFinite(String backend) {
    assertArrayEquals(row(0), slope(backend, x -> x.pow(2), 0), 0.0);
    assertArrayEquals(row(0, 0), slope(backend, x -> x.pow(0), 0, 3), 0.0);
    assertArrayEquals(row(1), slope(backend, x -> x.pow(1), 0), 0.0);
    assertArrayEquals(row(0, 0), slopes(backend, Ops::pow, row(0), row(2)), 0.0);
    assertArrayEquals(row(1, 1), value(backend, x -> x.pow(0), 0, NAN), 0.0);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatIsNotSelectedDoesNotReachTheGradient(String backend) {
    UnaryOperator<Node> safe =
        x -> {
          Node positive = Ops.less(Ops.constant(0), x);
          return Ops.select(positive, Ops.sqrt(Ops.select(positive, x, Ops.onesLike(x))), x);
        };
    assertArrayEquals(row(0.25, 1, 1), slope(backend, safe, 4, 0, -4), 0.0);
  }

  @Test
  void aSumOverNothingIsZeroWithoutASlope() {
    assertArrayEquals(row(0), value("reference", x -> x.sum()), 0.0);
    assertArrayEquals(row(), slope("reference", x -> x.sum()), 0.0);
  }

  /**
   * Every unary and binary op of floating numbers, at all that is odd in floating-point numbers.
   */
  static Stream<Row> elementwise() {
    return Stream.of(ElementwiseRows.ARITHMETIC, ElementwiseRows.FUNCTIONS, ElementwiseRows.CHOICE)
        .flatMap(List::stream)
        .filter(row -> row.floating().size() == row.domains().size());
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void backendsAgreeAtSpecialValues(Row row) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      double[] special = {0.0, -0.0, 1, -1, 0.5, -2.5, 1e30, -1e30, INFINITY, -INFINITY, NAN};
      List<HostArray> point =
          row.domains().size() == 1 ? List.of(vector(dtype, special)) : pairs(dtype, special);
      double[] expected = values("reference", row, point);
      for (String backend : Runs.backends()) {
        double[] actual = values(backend, row, point);
        for (int i = 0; i < expected.length; i++) {
          int place = i;
          double delta =
              4 * (dtype == DType.FLOAT32 ? Math.ulp((float) expected[i]) : Math.ulp(expected[i]));
          assertEquals(
              expected[i],
              actual[i],
              Double.isFinite(delta) ? delta : 0,
              () -> backend + " of " + point.stream().map(x -> x.getDouble(place)).toList());
        }
      }
    }
  }

  private static double[] values(String backend, Row row, List<HostArray> point) {
    return Runs.run(backend, inputs -> List.of(row.function().apply(inputs).first()), point)
        .getFirst()
        .toDoubles();
  }

  /** Each number beside each. */
  private static List<HostArray> pairs(DType dtype, double... special) {
    List<Double> left = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (double a : special) {
      for (double b : special) {
        left.add(a);
        right.add(b);
      }
    }
    return Stream.of(left, right)
        .map(list -> vector(dtype, list.stream().mapToDouble(v -> v).toArray()))
        .toList();
  }
}
