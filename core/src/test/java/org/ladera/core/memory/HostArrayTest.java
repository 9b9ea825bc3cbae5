package org.ladera.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostArrayTest {
  @ParameterizedTest
  @EnumSource
  void memoryIsZeroAlignedAndOfTheRightSize(DType dtype) {
    for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(3, 5), Shape.of(2, 0, 4)}) {
      HostArray array = HostArray.zeros(new TensorType(dtype, shape));
      assertEquals(0, array.memory().address() % 64);
      assertEquals(shape.size() * dtype.size(), array.memory().byteSize());
      assertEquals(shape.size(), array.size());
      for (byte value : array.memory().toArray(JAVA_BYTE)) {
        assertEquals(0, value);
      }
    }
  }

  @Test
  void aWeakTypeBecomesTheFloat64ThatItStandsFor() {
    HostArray array = HostArray.zeros(new TensorType(DType.FLOAT64, Shape.scalar(), true));
    assertEquals(new TensorType(DType.FLOAT64, Shape.scalar()), array.type());
  }

  @Test
  void doublesAreConvertedOnceToEachType() {
    double[] values = {0.1, -2.9, 1e10, Double.NaN};
    Shape shape = Shape.of(4);
    assertArrayEquals(values, HostArray.ofDoubles(DType.FLOAT64, shape, values).toDoubles());
    assertArrayEquals(
        new double[] {0.1f, -2.9f, 1e10f, Double.NaN},
        HostArray.ofDoubles(DType.FLOAT32, shape, values).toDoubles());
    assertArrayEquals(
        new long[] {0, -2, Integer.MAX_VALUE, 0},
        HostArray.ofDoubles(DType.INT32, shape, values).toLongs());
    assertArrayEquals(
        new long[] {0, -2, 10_000_000_000L, 0},
        HostArray.ofDoubles(DType.INT64, shape, values).toLongs());
    assertArrayEquals(
        new long[] {1, 1, 1, 1}, HostArray.ofDoubles(DType.BOOL, shape, values).toLongs());
    assertArrayEquals(
        new long[] {0, 0}, HostArray.ofDoubles(DType.BOOL, Shape.of(2), 0.0, -0.0).toLongs());
  }

  @Test
  void longsAreConvertedOnceToEachType() {
    long[] values = {(1L << 53) + 1, -1, 0, Long.MIN_VALUE};
    Shape shape = Shape.of(2, 2);
    assertArrayEquals(values, HostArray.ofLongs(DType.INT64, shape, values).toLongs());
    assertArrayEquals(
        new long[] {1, -1, 0, 0}, HostArray.ofLongs(DType.INT32, shape, values).toLongs());
    assertArrayEquals(
        new long[] {1, 1, 0, 1}, HostArray.ofLongs(DType.BOOL, shape, values).toLongs());
    assertArrayEquals(
        new double[] {0x1p53, -1, 0, -0x1p63},
        HostArray.ofLongs(DType.FLOAT64, shape, values).toDoubles());
    // 2^24 + 1 is a tie that goes to even; through a double nothing is rounded twice.
    assertArrayEquals(
        new double[] {0x1p24, 0x1.000002p54},
        HostArray.ofLongs(DType.FLOAT32, Shape.of(2), (1L << 24) + 1, (1L << 54) + (1L << 30) + 1)
            .toDoubles());
  }

  @Test
  void floatsReadAsLongsAreCutTowardZero() {
    HostArray array = HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 2.9, -2.9, Double.NaN);
    assertArrayEquals(new long[] {2, -2, 0}, array.toLongs());
  }

  @Test
  void anEntryOutsideIsAnError() {
    HostArray array = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(3)));
    assertThrows(IndexOutOfBoundsException.class, () -> array.getDouble(3));
    assertThrows(IndexOutOfBoundsException.class, () -> array.setLong(-1, 0));
  }

  @Test
  void theNumberOfValuesMustFitTheShape() {
    assertMessage(
        "HostArray.ofDoubles: as many values are needed as the shape has entries, got 2 for"
            + " f32[3] (3 entries)",
        () -> HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 1, 2));
    assertMessage(
        "HostArray.ofLongs: as many values are needed as the shape has entries, got 1 for"
            + " i64[2, 0] (0 entries)",
        () -> HostArray.ofLongs(DType.INT64, Shape.of(2, 0), 1));
  }

  @Test
  void copiesShareNothing() {
    HostArray original = HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 1, 2);
    HostArray copy = HostArray.copyOf(original);
    copy.setDouble(0, 5);
    assertArrayEquals(new double[] {1, 2}, original.toDoubles());
    original.copyFrom(copy);
    copy.setDouble(1, 6);
    assertArrayEquals(new double[] {5, 2}, original.toDoubles());
  }

  @Test
  void valuesGoIntoAnArrayThatIsThere() {
    HostArray array = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4);
    INDArray target = Nd4j.zeros(DataType.FLOAT, 2, 2);
    array.copyTo(target);
    assertEquals(array.toINDArray(), target);
    assertMessage(
        "HostArray.copyTo: a dense row-major array of the same type is needed, got f32[2, 2] (f)"
            + " for f32[2, 2]",
        () -> array.copyTo(target.dup('f')));
    assertMessage(
        "HostArray.copyTo: a dense row-major array of the same type is needed, got f32[2, 2] (c, a"
            + " view) for f32[2, 2]",
        () ->
            array.copyTo(
                Nd4j.zeros(DataType.FLOAT, 4, 2)
                    .get(NDArrayIndex.interval(0, 2), NDArrayIndex.all())));
    assertMessage(
        "HostArray.copyTo: a dense row-major array of the same type is needed, got f32[4] (c) for"
            + " f32[2, 2]",
        () -> array.copyTo(Nd4j.zeros(DataType.FLOAT, 4)));
  }

  @Test
  void copyingInPlaceNeedsTheSameTypeAndShape() {
    HostArray array = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertMessage(
        "HostArray.copyFrom: types and shapes must be equal, got f64[2, 3] into f32[2, 3]",
        () -> array.copyFrom(Nd4j.create(new double[][] {{1, 2, 3}, {4, 5, 6}})));
    assertMessage(
        "HostArray.copyFrom: types and shapes must be equal, got f32[3, 2] into f32[2, 3]",
        () -> array.copyFrom(HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(3, 2)))));
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, array.toDoubles());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 9999})
  void theFirstNonFiniteEntryIsFound(int position) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (double bad :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        HostArray array = HostArray.zeros(new TensorType(dtype, Shape.of(10_000)));
        array.setDouble(position, bad);
        array.setDouble(9999, bad);
        assertEquals(position, array.firstNonFinite());
        assertFalse(array.allFinite());
      }
    }
  }

  @Test
  void theLargestAndSmallestNumbersAreFinite() {
    double[] singles = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0.0};
    double[] doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0};
    assertTrue(HostArray.ofDoubles(DType.FLOAT32, Shape.of(4), singles).allFinite());
    assertTrue(HostArray.ofDoubles(DType.FLOAT64, Shape.of(4), doubles).allFinite());
    assertTrue(HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(0))).allFinite());
    // The bits of a float NaN, as an integer.
    assertEquals(-1, HostArray.ofLongs(DType.INT32, Shape.of(1), 0x7fc0_0000).firstNonFinite());
  }

  @Test
  void theTextIsBounded() {
    assertEquals(
        "f32[2] {0.1, NaN}",
        HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 0.1, Double.NaN).toString());
    assertEquals("bool[] {true}", HostArray.ofLongs(DType.BOOL, Shape.scalar(), 1).toString());
    assertEquals(
        "i64[9] {0, 0, 0, 0, 0, 0, 0, 0, ...}",
        HostArray.zeros(new TensorType(DType.INT64, Shape.of(9))).toString());
    assertEquals(
        "f64[0] {}", HostArray.zeros(new TensorType(DType.FLOAT64, Shape.of(0))).toString());
  }

  private static void assertMessage(String expected, Runnable mistake) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, mistake::run).getMessage());
  }
}
