package org.ladera.core.fn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.fn.Indexing.oneHot;
import static org.ladera.core.fn.Indexing.pick;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class IndexingTest {
  private static Node indices(DType dtype, long... values) {
    return Ops.constant(HostArray.ofLongs(dtype, Shape.of(values.length), values));
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void oneHotIsOneAtTheIndex(DType dtype) {
    HostArray none = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.scalar()));
    HostArray rows =
        FunctionRun.run("reference", x -> oneHot(indices(dtype, 2, 0, 3, -1), 3), none);
    assertEquals(new TensorType(DType.FLOAT32, Shape.of(4, 3)), rows.type());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, rows.toDoubles());
  }

  @Test
  void oneHotAddsAnAxisToAnyShape() {
    Node scalar = Ops.constant(HostArray.ofLongs(DType.INT32, Shape.scalar(), 1));
    assertEquals(Shape.of(5), oneHot(scalar, 5).shape());
    Node table = Ops.input("i", new TensorType(DType.INT64, Shape.of(2, 3)));
    assertEquals(
        new TensorType(DType.BOOL, Shape.of(2, 3, 4)), oneHot(table, 4, DType.BOOL).type());
  }

  @Test
  void oneHotNeedsIntegers() {
    Node x = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2)));
    assertEquals(
        "oneHot: indices must be integers; use cast(INT32), got f32[2]",
        assertThrows(IllegalArgumentException.class, () -> oneHot(x, 3)).getMessage());
  }

  @Test
  void pickTakesOneEntryOfEachRowWhateverTheOthersAre() {
    HostArray x = FunctionRun.matrix(3, 1, 2, Double.NEGATIVE_INFINITY, Double.NaN, 5, 6);
    HostArray picked = FunctionRun.run("reference", v -> pick(v, indices(DType.INT32, 0, 2)), x);
    assertArrayEquals(new double[] {1, 6}, picked.toDoubles());
  }

  @Test
  void pickNeedsAnIndexForEachRow() {
    Node x = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2, 3)));
    assertEquals(
        "pick: there must be one index for each row, got f32[2, 3] and i32[3]",
        assertThrows(IllegalArgumentException.class, () -> pick(x, indices(DType.INT32, 0, 1, 2)))
            .getMessage());
  }
}
