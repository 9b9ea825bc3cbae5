package org.ladera.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ArrayCopiesTest {
  @ParameterizedTest
  @EnumSource
  void everyLayoutIsReadInRowMajorOrder(DType dtype) {
    layouts(dtype)
        .forEach(
            (name, array) -> {
              HostArray copy = HostArray.copyOf(array);
              assertEquals(ArrayTypes.typeOf(array), copy.type(), name);
              assertArrayEquals(expected(array), copy.toDoubles(), name);
            });
  }

  @ParameterizedTest
  @EnumSource
  void theWayThroughAccessorsGivesTheSame(DType dtype) {
    layouts(dtype)
        .forEach(
            (name, array) -> {
              HostArray copy = HostArray.zeros(ArrayTypes.typeOf(array));
              ArrayCopies.readThroughAccessors(array, copy);
              assertArrayEquals(expected(array), copy.toDoubles(), name);
              INDArray back = Nd4j.create(array.dataType(), array.shape());
              ArrayCopies.writeThroughAccessors(copy, back);
              assertArrayEquals(expected(array), expected(back), name);
            });
  }

  @ParameterizedTest
  @EnumSource
  void anArrayGoesBackFreshAndRowMajor(DType dtype) {
    layouts(dtype)
        .forEach(
            (name, array) -> {
              HostArray copy = HostArray.copyOf(array);
              INDArray back = copy.toINDArray();
              assertArrayEquals(array.shape(), back.shape(), name);
              assertEquals(array.dataType(), back.dataType(), name);
              assertEquals('c', back.ordering(), name);
              assertArrayEquals(expected(array), expected(back), name);
              copy.setDouble(0, 1 - copy.getDouble(0));
              assertArrayEquals(expected(array), expected(back), name);
            });
  }

  @Test
  void readingChangesAndAliasesNothing() {
    INDArray array = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(3, 4).transpose();
    double[] before = expected(array);
    HostArray copy = HostArray.copyOf(array);
    copy.setDouble(5, -1);
    assertArrayEquals(before, expected(array));
    array.putScalar(new int[] {0, 0}, 77.0);
    assertEquals(before[0], copy.getDouble(0));
  }

  @ParameterizedTest
  @EnumSource
  void emptyArraysGoBothWays(DType dtype) {
    for (int[] sizes : new int[][] {{0}, {0, 3}, {3, 0}, {2, 0, 4}, {0, 0}}) {
      HostArray array = HostArray.zeros(new TensorType(dtype, Shape.of(sizes)));
      INDArray back = array.toINDArray();
      assertArrayEquals(Arrays.stream(sizes).asLongStream().toArray(), back.shape());
      assertEquals(ArrayTypes.toNd4j(dtype), back.dataType());
      assertEquals(array.type(), HostArray.copyOf(back).type());
      array.copyFrom(back);
    }
    HostArray none = HostArray.copyOf(Nd4j.empty(ArrayTypes.toNd4j(dtype)));
    assertEquals(new TensorType(dtype, Shape.of(0)), none.type());
  }

  @ParameterizedTest
  @EnumSource
  void scalarsHaveNoAxes(DType dtype) {
    HostArray array = HostArray.ofLongs(dtype, Shape.scalar(), 1);
    INDArray scalar = array.toINDArray();
    assertEquals(0, scalar.rank());
    assertEquals(1, scalar.getDouble());
    assertEquals(1, HostArray.copyOf(scalar).getDouble(0));
    assertEquals(Shape.scalar(), HostArray.copyOf(scalar).type().shape());
  }

  @Test
  void longsBeyondTheReachOfDoublesAreExact() {
    long[] values = {(1L << 60) + 1, Long.MIN_VALUE, Long.MAX_VALUE, 3, 4, 5};
    INDArray array = Nd4j.createFromArray(values).reshape(2, 3);
    assertArrayEquals(values, HostArray.copyOf(array).toLongs());
    assertArrayEquals(
        new long[] {values[0], 3, values[1], 4, values[2], 5},
        HostArray.copyOf(array.transpose()).toLongs());
    HostArray slow = HostArray.zeros(new TensorType(DType.INT64, Shape.of(3, 2)));
    ArrayCopies.readThroughAccessors(array.transpose(), slow);
    assertArrayEquals(new long[] {values[0], 3, values[1], 4, values[2], 5}, slow.toLongs());
    INDArray back = Nd4j.create(DataType.INT64, 3, 2);
    ArrayCopies.writeThroughAccessors(slow, back);
    assertArrayEquals(slow.toLongs(), HostArray.copyOf(back).toLongs());
  }

  @Test
  void everyFloatSurvivesBothWays() {
    double[] values = {
      -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f
    };
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      HostArray array = HostArray.ofDoubles(dtype, Shape.of(2, 3), values);
      HostArray again = HostArray.copyOf(array.toINDArray());
      assertEquals(-1, array.memory().mismatch(again.memory()));
    }
  }

  @Test
  void aBoolThatIsNotZeroBecomesOne() {
    INDArray array = Nd4j.createFromArray(true, false, true);
    new BytePointer(array.data().pointer()).put(0, (byte) 7);
    assertArrayEquals(new byte[] {1, 0, 1}, HostArray.copyOf(array).memory().toArray(JAVA_BYTE));
  }

  @Test
  void arraysOfAWorkspaceAreReadAndResultsOutliveIt() {
    INDArray back;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager()
            .getAndActivateWorkspace(
                WorkspaceConfiguration.builder().initialSize(1 << 16).build(), "copies")) {
      INDArray first = Nd4j.ones(DataType.FLOAT, 5);
      INDArray second = Nd4j.arange(6).castTo(DataType.FLOAT).reshape(2, 3).getColumn(1);
      assertEquals(workspace.getId(), first.data().getParentWorkspace().getId());
      assertArrayEquals(new double[] {1, 4}, HostArray.copyOf(second).toDoubles());
      back = HostArray.copyOf(second).toINDArray();
    }
    assertFalse(back.isAttached());
    assertArrayEquals(new double[] {1, 4}, expected(back));
  }

  /** Every entry, asked for by its coordinates: the way that depends on no layout. */
  private static double[] expected(INDArray array) {
    long[] shape = array.shape();
    double[] values = new double[(int) array.length()];
    for (int i = 0; i < values.length; i++) {
      long[] index = new long[shape.length];
      long rest = i;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      values[i] = shape.length == 0 ? array.getDouble() : array.getDouble(index);
    }
    return values;
  }

  private static Map<String, INDArray> layouts(DType dtype) {
    INDArray numbers = Nd4j.arange(2 * 3 * 4 * 5);
    // As bools the numbers must not all be true.
    INDArray base =
        dtype == DType.BOOL
            ? numbers.castTo(DataType.INT64).fmod(3).castTo(DataType.BOOL)
            : numbers.castTo(ArrayTypes.toNd4j(dtype));
    INDArray cube = base.get(NDArrayIndex.interval(0, 60)).reshape(3, 4, 5);
    INDArray plane = base.get(NDArrayIndex.interval(60, 80)).reshape(4, 5);
    Map<String, INDArray> layouts = new LinkedHashMap<>();
    layouts.put("vector", base);
    layouts.put("row-major cube", cube);
    layouts.put("copy in column-major order", cube.dup('f'));
    layouts.put("plane in column-major order", plane.dup('f'));
    layouts.put("transposed", plane.transpose());
    layouts.put("permuted", cube.permute(2, 0, 1));
    layouts.put("permuted, last axis kept", cube.permute(1, 0, 2));
    layouts.put("slice", cube.get(NDArrayIndex.point(1)));
    layouts.put(
        "middle point", cube.get(NDArrayIndex.all(), NDArrayIndex.point(2), NDArrayIndex.all()));
    layouts.put(
        "box",
        cube.get(
            NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 4)));
    layouts.put(
        "steps",
        cube.get(
            NDArrayIndex.interval(0, 2, 3), NDArrayIndex.all(), NDArrayIndex.interval(1, 2, 5)));
    layouts.put("row", plane.getRow(2));
    layouts.put("row kept", plane.getRow(2, true));
    layouts.put("column", plane.getColumn(3));
    layouts.put("column kept", plane.getColumn(3, true));
    layouts.put("column of column-major", plane.dup('f').getColumn(1));
    layouts.put("row of column-major", plane.dup('f').getRow(1));
    layouts.put("steps in a vector", base.get(NDArrayIndex.interval(3, 4, 40)));
    layouts.put("one entry", plane.getScalar(1, 2));
    layouts.put("sizes of one", base.get(NDArrayIndex.interval(7, 10)).reshape(1, 3, 1, 1));
    layouts.put("view of a view", cube.slice(2).transpose().getRow(1));
    layouts.put("column-major reshape", plane.dup('f').reshape('f', 5, 4));
    layouts.put("a single one", base.get(NDArrayIndex.interval(1, 2)).reshape(1, 1));
    return layouts;
  }
}
