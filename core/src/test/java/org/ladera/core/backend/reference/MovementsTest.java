package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.ints;
import static org.ladera.core.backend.reference.Reference.toDoubles;
import static org.ladera.core.backend.reference.Reference.toLongs;
import static org.ladera.core.backend.reference.Reference.truths;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class MovementsTest {
  private static double[] values(double... values) {
    return values;
  }

  private static Node matrix() {
    return doubles(1, 2, 3, 4, 5, 6).reshape(2, 3);
  }

  @Test
  void broadcastRepeatsMissingAxesAndAxesOfOne() {
    Node column = doubles(1, 2).reshape(2, 1);
    assertArrayEquals(values(1, 1, 1, 2, 2, 2), toDoubles(column.broadcastTo(Shape.of(2, 3))));
    assertArrayEquals(
        values(1, 1, 2, 2, 1, 1, 2, 2), toDoubles(column.broadcastTo(Shape.of(2, 2, 2))));
    assertArrayEquals(values(7, 7), toDoubles(doubles(7).reshape().broadcastTo(Shape.of(2))));
    assertArrayEquals(values(), toDoubles(column.broadcastTo(Shape.of(0, 2, 3))));
    assertArrayEquals(values(), toDoubles(column.broadcastTo(Shape.of(2, 0))));
    assertArrayEquals(new long[] {1, 1}, toLongs(truths(1).broadcastTo(Shape.of(2))));
  }

  @Test
  void reshapeKeepsRowMajorOrder() {
    assertArrayEquals(values(1, 2, 3, 4, 5, 6), toDoubles(matrix().reshape(3, 2)));
    assertEquals(
        new TensorType(DType.FLOAT64, Shape.of(3, 1, 2)),
        evaluate(matrix().reshape(3, 1, -1)).type());
    assertEquals(Shape.scalar(), evaluate(doubles(4).reshape()).type().shape());
  }

  @Test
  void permuteMovesAxes() {
    assertArrayEquals(values(1, 4, 2, 5, 3, 6), toDoubles(matrix().transpose()));
    double[] counted = new double[24];
    Arrays.setAll(counted, i -> i);
    double[] moved = toDoubles(Ops.permute(doubles(counted).reshape(2, 3, 4), 2, 0, 1));
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
          assertEquals(12 * i + 4 * j + k, moved[6 * k + 3 * i + j]);
        }
      }
    }
    assertEquals(Shape.of(3, 0), evaluate(doubles().reshape(0, 3).transpose()).type().shape());
  }

  @Test
  void sliceTakesEveryStepthPosition() {
    assertArrayEquals(values(2, 3, 5, 6), toDoubles(matrix().slice(1, 1, 3)));
    assertArrayEquals(values(1, 3, 4, 6), toDoubles(Ops.slice(matrix(), 1, 0, 3, 2)));
    assertArrayEquals(values(4, 5, 6), toDoubles(matrix().at(0, -1)));
    assertArrayEquals(values(), toDoubles(matrix().slice(0, 1, 1)));
    assertArrayEquals(new long[] {3}, toLongs(ints(1, 2, 3).slice(0, 2, 3)));
  }

  @Test
  void padPutsZerosAround() {
    assertArrayEquals(
        values(0, 1, 2, 3, 0, 0, 0, 4, 5, 6, 0, 0), toDoubles(Ops.pad(matrix(), 1, 1, 2)));
    assertArrayEquals(values(0, 0), toDoubles(Ops.pad(doubles(), 0, 1, 1)));
    assertArrayEquals(new long[] {0, 1, 0}, toLongs(Ops.pad(truths(1), 0, 1, 1)));
    assertArrayEquals(new long[] {5, 0}, toLongs(Ops.pad(ints(5), 0, 0, 1)));
  }

  @Test
  void padPutsZerosBetween() {
    // The gradient of a slice with steps is a pad with zeros between entries.
    Node sliced = Ops.slice(doubles(1, 2, 3, 4, 5, 6, 7), 0, 1, 6, 2);
    Node padded = sliced.op().gradient(sliced, doubles(10, 20, 30)).getFirst();
    assertArrayEquals(values(0, 10, 0, 20, 0, 30, 0), toDoubles(padded));
  }

  @Test
  void concatPutsPartsOneAfterAnother() {
    Node right = doubles(7, 8).reshape(2, 1);
    assertArrayEquals(values(1, 2, 3, 7, 4, 5, 6, 8), toDoubles(Ops.concat(1, matrix(), right)));
    assertArrayEquals(
        values(1, 2, 3, 4, 5, 6, 1, 2, 3),
        toDoubles(Ops.concat(0, matrix(), matrix().slice(0, 0, 1))));
    assertArrayEquals(values(1, 2), toDoubles(Ops.concat(0, doubles(1), doubles(), doubles(2))));
    assertArrayEquals(new long[] {1, 0}, toLongs(Ops.concat(0, truths(1), truths(0))));
  }
}
