package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Planner;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Nodes of more than 2^31 elements, of vectors that are repeated. They are never in memory, and are
 * too many for the reference; values are those of closed forms.
 */
class ManyElementsTest {
  private static final int ROWS = 32_769;
  private static final int COLUMNS = 65_537;
  private static final Shape SHAPE = Shape.of(ROWS, COLUMNS);
  private static final long FEW_BYTES = 16L << 20;

  @Test
  void thereAreMoreThanAnIntCounts() {
    assertTrue(SHAPE.size() > Integer.MAX_VALUE);
  }

  private static Node row(DType dtype) {
    return Ops.input("row", new TensorType(dtype, Shape.of(COLUMNS)));
  }

  private static Node column(DType dtype) {
    return Ops.input("column", new TensorType(dtype, Shape.of(ROWS, 1)));
  }

  /** Whole numbers from -255 to 255, whose sum of each column is exact even in float32. */
  private static HostArray wholes(DType dtype, Shape shape) {
    double[] values =
        IntStream.range(0, Math.toIntExact(shape.size()))
            .mapToDouble(i -> i * 37L % 511 - 255)
            .toArray();
    return HostArray.ofDoubles(dtype, shape, values);
  }

  private static double sum(HostArray values) {
    double sum = 0;
    for (double value : values.toDoubles()) {
      sum += value;
    }
    return sum;
  }

  private static List<HostArray> run(
      Tiers tiers, List<Node> inputs, List<HostArray> values, List<Node> outputs) {
    Computation computation = new Computation("many", inputs, outputs, List.of(), List.of());
    long bytes = Planner.plan(computation, Options.standard()).program().arenaBytes();
    assertTrue(bytes < FEW_BYTES, () -> "the plan needs " + bytes + " bytes");
    CpuSettings settings = new CpuSettings(2, tiers, Options.standard());
    try (Executable executable = new CpuBackend(settings).compile(computation)) {
      List<INDArray> arrays = values.stream().map(HostArray::toINDArray).toList();
      return executable.run(arrays).stream().map(HostArray::copyOf).toList();
    }
  }

  /** Reads of the far end, and sums along either axis, are exact. */
  private static void assertAxes(DType dtype, Tiers tiers) {
    Node row = row(dtype);
    Node all = row.broadcastTo(SHAPE);
    HostArray values = wholes(dtype, Shape.of(COLUMNS));
    List<HostArray> results =
        run(
            tiers,
            List.of(row),
            List.of(values),
            List.of(
                all.sum(0),
                all.sum(1),
                all.slice(0, ROWS - 1, ROWS).slice(1, COLUMNS - 3, COLUMNS),
                all.max()));
    double[] each = values.toDoubles();
    double[] columns = IntStream.range(0, COLUMNS).mapToDouble(i -> each[i] * ROWS).toArray();
    double[] rows = IntStream.range(0, ROWS).mapToDouble(i -> sum(values)).toArray();
    assertArrayEquals(columns, results.get(0).toDoubles());
    assertArrayEquals(rows, results.get(1).toDoubles());
    assertArrayEquals(
        new double[] {each[COLUMNS - 3], each[COLUMNS - 2], each[COLUMNS - 1]},
        results.get(2).toDoubles());
    assertEquals(255, results.get(3).getDouble(0));
  }

  /**
   * The sum of all x_i y_j is that of the x times that of the y, up to 71 roundings of each term
   * and one of the result.
   */
  private static void assertTotal(DType dtype, Tiers tiers) {
    Node row = row(dtype);
    Node column = column(dtype);
    HostArray x = wholes(dtype, Shape.of(COLUMNS));
    HostArray y = fractions(dtype);
    List<HostArray> results =
        run(tiers, List.of(row, column), List.of(x, y), List.of(Ops.sum(column.times(row))));
    double unit = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    double magnitude = magnitude(x) * magnitude(y);
    double expected = sum(x) * sum(y);
    double slack = 73 * unit * magnitude + unit * Math.abs(expected);
    assertEquals(expected, results.getFirst().getDouble(0), slack);
    assertTrue(slack < 1e-2 * magnitude);
  }

  private static HostArray fractions(DType dtype) {
    double[] values = IntStream.range(0, ROWS).mapToDouble(i -> 1.0 / (1 + i % 19)).toArray();
    return HostArray.ofDoubles(dtype, Shape.of(ROWS, 1), values);
  }

  private static double magnitude(HostArray values) {
    double sum = 0;
    for (double value : values.toDoubles()) {
      sum += Math.abs(value);
    }
    return sum;
  }

  @Test
  void ofFloat32AreReadAndReduced() {
    assertAxes(DType.FLOAT32, Tiers.VECTOR);
  }

  @Test
  void ofFloat32AreAddedUp() {
    assertTotal(DType.FLOAT32, Tiers.VECTOR);
  }

  @ParameterizedTest
  @EnumSource(Tiers.class)
  @Tag("slow")
  void ofFloat64AreReadAndReduced(Tiers tiers) {
    assertAxes(DType.FLOAT64, tiers);
  }

  @ParameterizedTest
  @EnumSource(Tiers.class)
  @Tag("slow")
  void ofFloat64AreAddedUp(Tiers tiers) {
    assertTotal(DType.FLOAT64, tiers);
  }
}
