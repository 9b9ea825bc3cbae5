package org.ladera.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ArrayTypesTest {
  @ParameterizedTest
  @EnumSource
  void everyTypeOfOursHasOneOfNd4j(DType dtype) {
    DataType dataType = ArrayTypes.toNd4j(dtype);
    assertEquals(dtype, ArrayTypes.fromNd4j(dataType));
    assertEquals(dtype.size(), dataType.width());
  }

  @ParameterizedTest
  @CsvSource({
    "HALF, call castTo(DataType.FLOAT) first",
    "BFLOAT16, call castTo(DataType.FLOAT) first",
    "SHORT, call castTo(DataType.INT32) first",
    "BYTE, call castTo(DataType.INT32) first",
    "UBYTE, call castTo(DataType.INT32) first",
    "UINT16, call castTo(DataType.INT32) first",
    "UINT32, call castTo(DataType.INT64) first",
    "UINT64, call castTo(DataType.INT64) first",
    "UTF8, convert it to numbers first",
    "COMPRESSED, convert it to numbers first",
    "UNKNOWN, convert it to numbers first",
  })
  void everyOtherTypeIsAnErrorThatSaysWhatToDo(DataType dataType, String advice) {
    assertEquals(
        "INDArray: entries must be FLOAT, DOUBLE, INT, LONG or BOOL, got "
            + dataType
            + "; "
            + advice,
        assertThrows(IllegalArgumentException.class, () -> ArrayTypes.fromNd4j(dataType))
            .getMessage());
  }

  @Test
  void shapesAreKeptScalarsAndEmptyAxesIncluded() {
    assertEquals(
        new TensorType(DType.FLOAT32, Shape.of(2, 3)),
        ArrayTypes.typeOf(Nd4j.create(DataType.FLOAT, 2, 3)));
    assertEquals(
        new TensorType(DType.FLOAT64, Shape.scalar()), ArrayTypes.typeOf(Nd4j.scalar(1.0)));
    assertEquals(
        new TensorType(DType.BOOL, Shape.of(3, 0, 2)),
        ArrayTypes.typeOf(Nd4j.create(DataType.BOOL, 3, 0, 2)));
  }

  @Test
  void anEmptyArrayWithoutAxesCountsAsOneEmptyAxis() {
    assertEquals(
        new TensorType(DType.INT32, Shape.of(0)), ArrayTypes.typeOf(Nd4j.empty(DataType.INT32)));
    assertEquals(
        new TensorType(DType.FLOAT32, Shape.of(0)),
        ArrayTypes.typeOf(Nd4j.createFromArray(new float[0])));
  }

  @Test
  void denseMeansOneEntryAfterAnotherRowByRow() {
    assertTrue(ArrayTypes.isDense(Nd4j.ones(2, 3)));
    assertTrue(ArrayTypes.isDense(Nd4j.ones(2, 3).get(NDArrayIndex.interval(1, 2))));
    assertTrue(ArrayTypes.isDense(Nd4j.empty(DataType.FLOAT)));
    assertTrue(ArrayTypes.isDense(Nd4j.scalar(1f)));
    // ND4J's own test says no to these.
    assertTrue(ArrayTypes.isDense(Nd4j.ones(1, 1)));
    assertTrue(ArrayTypes.isDense(Nd4j.ones(1, 1, 1)));
    assertFalse(ArrayTypes.isDense(Nd4j.ones(2, 3).transpose()));
    assertFalse(ArrayTypes.isDense(Nd4j.ones(2, 3).dup('f')));
    assertFalse(ArrayTypes.isDense(Nd4j.ones(2, 3).getColumn(1)));
  }
}
