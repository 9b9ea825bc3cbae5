package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.core.type.TensorType;

class BroadcastingTest {
  private static Node input(String sizes) {
    int[] shape =
        sizes.isBlank()
            ? new int[0]
            : Arrays.stream(sizes.trim().split(" ")).mapToInt(Integer::parseInt).toArray();
    return Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(shape)));
  }

  // The examples of NumPy's manual, "Broadcasting", with empty axes beside them.
  @ParameterizedTest
  @CsvSource({
    "256 256 3, 3, 256 256 3",
    "8 1 6 1, 7 1 5, 8 7 6 5",
    "5 4, 1, 5 4",
    "5 4, 4, 5 4",
    "15 3 5, 15 1 5, 15 3 5",
    "15 3 5, 3 1, 15 3 5",
    "2, '', 2",
    "'', '', ''",
    "0 3, 1 3, 0 3",
    "1, 0, 0"
  })
  void shapesBroadcastAsInNumPy(String a, String b, String result) {
    assertEquals(input(result).shape(), input(a).plus(input(b)).shape());
    assertEquals(input(result).shape(), input(b).times(input(a)).shape());
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "2 1, 8 4 3", "0, 2"})
  void otherShapesDoNot(String a, String b) {
    assertThrows(ShapeException.class, () -> input(a).plus(input(b)));
  }

  @Test
  void aBroadcastIsANodeOfItsOwnAndNoneWhereNothingIsRepeated() {
    Node row = input("3");
    Node matrix = input("2 3");
    Node sum = matrix.plus(row);
    assertSame(matrix, sum.input(0));
    assertEquals(new Broadcast(Shape.of(2, 3)), sum.input(1).op());
    assertSame(row, sum.input(1).input(0));
    assertSame(row, row.broadcastTo(row.shape()));
  }

  @Test
  void selectBroadcastsAllThree() {
    Node condition = Ops.constant(HostArray.ofLongs(DType.BOOL, Shape.of(2, 1), 1, 0));
    Node row = Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 1, 2, 3));
    Node selected = Ops.select(condition, row, Ops.constant(0));
    assertEquals(new TensorType(DType.FLOAT32, Shape.of(2, 3)), selected.type());
    assertArrayEquals(
        new double[] {1, 2, 3, 0, 0, 0},
        HostArray.copyOf(Backends.using(Backends.named("reference"), selected::eval)).toDoubles());
  }
}
