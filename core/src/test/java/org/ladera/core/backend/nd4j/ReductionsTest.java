package org.ladera.core.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.nd4j.BothBackends.Tolerance.EXACT;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.nd4j.BothBackends.Tolerance;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Reductions and matrix products mean on {@code nd4j} what they mean on {@code reference}. */
class ReductionsTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(1),
          Shape.of(7),
          Shape.of(2, 3),
          Shape.of(2, 1, 3),
          Shape.of(5, 1),
          Shape.of(2, 3, 4, 5),
          Shape.of(0),
          Shape.of(0, 3),
          Shape.of(2, 0));

  private static final double[] REALS = {
    0.5,
    -0.25,
    3,
    -0.0,
    0,
    Double.NaN,
    -7,
    1e4,
    -1e4,
    Double.POSITIVE_INFINITY,
    2,
    2,
    Double.NEGATIVE_INFINITY,
    1e-3
  };

  /** Every choice of axes, with values among which NaN and infinities are or are not. */
  @Test
  void reducesAlongAnyAxes() {
    for (DType dtype : List.of(FLOAT32, FLOAT64, DType.INT32, DType.INT64)) {
      for (Shape shape : SHAPES) {
        Node x = Ops.input("x", new TensorType(dtype, shape));
        List<Node> exact = new ArrayList<>();
        List<Node> sums = new ArrayList<>();
        for (int[] axes : choices(shape.rank())) {
          sums.add(Ops.sum(x, axes));
          if (count(shape, axes) > 0) {
            exact.add(Ops.max(x, axes));
            exact.add(Ops.min(x, axes));
          }
          if (axes.length == 1 && count(shape, axes) > 0) {
            exact.add(Ops.argMax(x, axes[0]));
          }
        }
        for (int usable : new int[] {5, REALS.length}) {
          HostArray values = HostArray.zeros(x.type());
          for (long i = 0; i < values.size(); i++) {
            values.setDouble(i, REALS[(int) (i * 3 % usable)] * (dtype.isFloating() ? 1 : 1e6));
          }
          BothBackends.assertAgree(EXACT, List.of(x), exact, List.of(values.toINDArray()));
          BothBackends.assertAgree(
              new Tolerance(0x1p-23, 1e-11), List.of(x), sums, List.of(values.toINDArray()));
        }
      }
    }
  }

  private static List<int[]> choices(int rank) {
    List<int[]> choices = new ArrayList<>();
    for (int chosen = 1; chosen < 1 << rank; chosen++) {
      int bits = chosen;
      choices.add(
          java.util.stream.IntStream.range(0, rank).filter(i -> (bits >> i & 1) == 1).toArray());
    }
    return choices;
  }

  private static long count(Shape shape, int... axes) {
    long count = 1;
    for (int axis : axes) {
      count *= shape.get(axis);
    }
    return count;
  }

  /** ND4J's own sum of these is 9.6e-3 off, relatively. */
  @Test
  void sumsAMillionFloatsToTheLastBit() {
    Node x = Ops.input("x", new TensorType(FLOAT32, Shape.of(1000, 1000)));
    HostArray values = HostArray.zeros(x.type());
    for (long i = 0; i < values.size(); i++) {
      values.setDouble(i, 0.1);
    }
    Computation computation =
        new Computation("sum", List.of(x), List.of(x.sum(), x.sum(0).sum()), List.of(), List.of());
    try (Executable program = new Nd4jBackend().compile(computation)) {
      float expected = (float) ((double) 0.1f * 1_000_000);
      program
          .run(List.of(values.toINDArray()))
          .forEach(sum -> assertEquals(expected, sum.getFloat(0), 0.01f));
    }
  }

  /**
   * Transposes of either operand are read in place; k = 0 gives zeros; all batches are multiplied.
   */
  @Test
  void multipliesMatrices() {
    int[][] sizes = {
      {1, 1, 1},
      {3, 4, 5},
      {1, 4, 5},
      {3, 1, 5},
      {3, 4, 1},
      {3, 0, 5},
      {0, 4, 5},
      {3, 4, 0},
      {16, 33, 17}
    };
    for (DType dtype : List.of(FLOAT32, FLOAT64)) {
      for (int[] each : sizes) {
        for (int[] batch : new int[][] {{}, {1}, {3}, {2, 2}, {0}}) {
          multiply(dtype, batch, each[0], each[1], each[2]);
        }
      }
    }
  }

  private static void multiply(DType dtype, int[] batch, int rows, int inner, int columns) {
    Node a = Ops.input("a", new TensorType(dtype, shape(batch, rows, inner)));
    Node b = Ops.input("b", new TensorType(dtype, shape(batch, inner, columns)));
    Node at = Ops.input("at", new TensorType(dtype, shape(batch, inner, rows)));
    Node bt = Ops.input("bt", new TensorType(dtype, shape(batch, columns, inner)));
    List<Node> products =
        List.of(
            a.matmul(b),
            at.transpose().matmul(b),
            a.matmul(bt.transpose()),
            at.transpose().matmul(bt.transpose()));
    SplittableRandom random = new SplittableRandom(rows * 31L + inner * 7L + columns);
    double precision = dtype == FLOAT32 ? 0x1p-24 : 0x1p-53;
    BothBackends.assertAgree(
        new Tolerance(0, 2 * inner * precision),
        List.of(a, b, at, bt),
        products,
        List.of(uniform(a, random), uniform(b, random), uniform(at, random), uniform(bt, random))
            .stream()
            .map(HostArray::toINDArray)
            .toList());
  }

  private static Shape shape(int[] batch, int rows, int columns) {
    int[] sizes = java.util.Arrays.copyOf(batch, batch.length + 2);
    sizes[batch.length] = rows;
    sizes[batch.length + 1] = columns;
    return Shape.of(sizes);
  }

  private static HostArray uniform(Node node, SplittableRandom random) {
    HostArray values = HostArray.zeros(node.type());
    for (long i = 0; i < values.size(); i++) {
      values.setDouble(i, random.nextDouble(-1, 1));
    }
    return values;
  }

  @Test
  void multipliesATransposeThatIsUsedElsewhereToo() {
    Node a = Ops.input("a", new TensorType(FLOAT64, Shape.of(2, 3)));
    Node transposed = a.transpose();
    HostArray values = HostArray.ofDoubles(FLOAT64, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    BothBackends.assertAgree(
        EXACT,
        List.of(a),
        List.of(transposed, transposed.matmul(a), a.matmul(transposed), transposed.negate()),
        List.of(values.toINDArray()));
  }
}
