package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/** What holds of every op, composition and loss: its gradients, and one value on every backend. */
class BatteryTest {
  /** In units of one plus the largest value: a few roundings of the type. */
  private static final double TOLERANCE_32 = 1e-6;

  private static final double TOLERANCE_64 = 1e-14;

  static List<Row> rows() {
    return Stream.of(OpTable.ROWS, FunctionTable.ROWS, LossTable.ROWS)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void bothBackendsTakePart() {
    assertTrue(Runs.backends().containsAll(List.of("reference", "nd4j", "cpu")), Backends.report());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsAreSlopes(Row row) {
    if (isChecked(row)) {
      row.atEverySample(checked(row, row.function()));
    }
  }

  /** With f + f²/2 in the place of f, so that what flows into the rule depends on the point too. */
  @ParameterizedTest
  @MethodSource("rows")
  void gradientsOfBentFunctionsAreSlopes(Row row) {
    if (isChecked(row)) {
      row.atEverySample(checked(row, bent(row.function())));
    }
  }

  private static boolean isChecked(Row row) {
    boolean visible = row.slope() == Row.Slope.SMOOTH || row.slope() == Row.Slope.FLAT;
    return visible
        && !row.floating().isEmpty()
        && row.build(0, DType.FLOAT64).type().dtype() == DType.FLOAT64;
  }

  private static IntConsumer checked(Row row, NodeFunction function) {
    return sample ->
        GradientCheck.of(function)
            .order(2)
            .at(Differences.arrays(row.point(sample, DType.FLOAT64)));
  }

  static NodeFunction bent(NodeFunction function) {
    return new NodeFunction(
        function.inputNames(),
        inputs -> {
          Node value = function.apply(inputs).first();
          return value.plus(value.square().times(0.5));
        });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void backendsAgreeInValuesAndGradients(Row row) {
    for (DType floating : List.of(DType.FLOAT32, DType.FLOAT64)) {
      row.atEverySample(
          sample -> {
            List<HostArray> point = row.point(sample, floating);
            List<HostArray> expected = valuesAndGradients("reference", row, point);
            for (String backend : Runs.backends()) {
              List<HostArray> actual = valuesAndGradients(backend, row, point);
              for (int i = 0; i < expected.size(); i++) {
                assertClose(backend + ", output " + i, expected.get(i), actual.get(i));
              }
            }
          });
    }
  }

  private static List<HostArray> valuesAndGradients(
      String backend, Row row, List<HostArray> point) {
    List<Integer> floating = Differences.floating(point);
    return Runs.run(
        backend,
        inputs -> {
          Node value = row.function().apply(inputs).first();
          List<Node> outputs = new ArrayList<>(List.of(value));
          if (value.dtype().isFloating()) {
            Node weights = Ops.constant(weights(value));
            List<Node> wanted = floating.stream().map(inputs::get).toList();
            outputs.addAll(Gradient.vjp(value, weights, wanted));
          }
          return outputs;
        },
        point);
  }

  private static HostArray weights(Node value) {
    double[] numbers = Differences.gaussian(value.shape(), Differences.generator(5)).toDoubles();
    return HostArray.ofDoubles(value.dtype(), value.shape(), numbers);
  }

  static void assertClose(String what, HostArray expected, HostArray actual) {
    assertEquals(expected.type(), actual.type(), what);
    if (!expected.type().dtype().isFloating()) {
      assertEquals(longs(expected), longs(actual), what);
      return;
    }
    double[] wanted = expected.toDoubles();
    double[] given = actual.toDoubles();
    double unit = expected.type().dtype() == DType.FLOAT32 ? TOLERANCE_32 : TOLERANCE_64;
    double largest =
        IntStream.range(0, wanted.length).mapToDouble(i -> Math.abs(wanted[i])).max().orElse(0);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], given[i], unit * (1 + largest), what + " at " + i);
    }
  }

  private static List<Long> longs(HostArray array) {
    return Arrays.stream(array.toLongs()).boxed().toList();
  }
}
