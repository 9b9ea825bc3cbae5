package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.floats;
import static org.ladera.core.backend.reference.Reference.ints;
import static org.ladera.core.backend.reference.Reference.longs;
import static org.ladera.core.backend.reference.Reference.toDoubles;
import static org.ladera.core.backend.reference.Reference.toLongs;
import static org.ladera.core.backend.reference.Reference.truths;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.Shape;

class IndexingTest {
  private static String failure(Node node) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> evaluate(node)).getMessage());
  }

  @Test
  void gatherPutsTheAxesOfTheIndicesInThePlaceOfTheAxis() {
    Node source = doubles(1, 2, 3, 4, 5, 6).reshape(2, 3);
    assertArrayEquals(
        new double[] {4, 5, 6, 1, 2, 3, 4, 5, 6}, toDoubles(Ops.gather(source, ints(1, 0, 1), 0)));
    Node square = longs(2, 0, 0, 1).reshape(2, 2);
    Node gathered = Ops.gather(source, square, 1);
    assertArrayEquals(new double[] {3, 1, 1, 2, 6, 4, 4, 5}, toDoubles(gathered));
    assertEquals(Shape.of(2, 2, 2), gathered.shape());
    assertArrayEquals(new double[] {2, 5}, toDoubles(Ops.gather(source, ints(1).reshape(), -1)));
    assertArrayEquals(new long[] {0, 1}, toLongs(Ops.gather(truths(1, 0), ints(1, 0), 0)));
    assertArrayEquals(new double[] {}, toDoubles(Ops.gather(source, ints(), 0)));
  }

  @Test
  void gatherRefusesAnIndexOutside() {
    Node source = doubles(1, 2, 3);
    assertEquals(
        "gather: index 3 at 1 is outside 0..2", failure(Ops.gather(source, ints(0, 3), 0)));
    assertEquals(
        "gather: index -1 at 0 is outside 0..2", failure(Ops.gather(source, longs(-1), 0)));
    Node nothing = doubles().reshape(3, 0);
    assertEquals(
        "gather: index 4294967296 at 0 is outside 0..2",
        failure(Ops.gather(nothing, longs(1L << 32), 0)));
  }

  @Test
  void scatterAddAddsUpUpdatesOfOnePosition() {
    Node updates = doubles(1, 2, 3, 4, 5, 6).reshape(3, 2);
    assertArrayEquals(
        new double[] {3, 4, 0, 0, 6, 8}, toDoubles(Ops.scatterAdd(updates, ints(2, 0, 2), 0, 3)));
    assertArrayEquals(
        new double[] {0, 3, 0, 7, 0, 11}, toDoubles(Ops.scatterAdd(updates, ints(1, 1), 1, 2)));
    assertArrayEquals(
        new long[] {Integer.MIN_VALUE, 0},
        toLongs(Ops.scatterAdd(ints(Integer.MAX_VALUE, 1), ints(0, 0), 0, 2)));
    assertArrayEquals(
        new double[] {0, 9},
        toDoubles(Ops.scatterAdd(doubles(9).reshape(), ints(1).reshape(), 0, 2)));
    assertArrayEquals(new double[] {0, 0}, toDoubles(Ops.scatterAdd(doubles(), ints(), 0, 2)));
  }

  @Test
  void scatterAddOfFloat32RoundsOnce() {
    Node updates = floats(0x1p24, 1, 1, -0x1p24);
    assertArrayEquals(new double[] {2}, toDoubles(Ops.scatterAdd(updates, ints(0, 0, 0, 0), 0, 1)));
  }

  @Test
  void scatterAddRefusesAnIndexOutside() {
    assertEquals(
        "scatterAdd: index 2 at 1 is outside 0..1",
        failure(Ops.scatterAdd(doubles(1, 2), ints(0, 2), 0, 2)));
  }

  @Test
  void scatterAddIsTheTransposeOfGather() {
    Node source = doubles(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).reshape(2, 3, 2);
    Node indices = ints(2, 0, 2, 1).reshape(2, 2);
    Node updates = doubles(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3).reshape(2, 2, 2, 2);
    Node left = Ops.gather(source, indices, 1).times(updates).sum();
    Node right = Ops.scatterAdd(updates, indices, 1, 3).times(source).sum();
    assertArrayEquals(toDoubles(left), toDoubles(right));
  }

  @Test
  void inRangeNamesTheSubjectAndThePlace() {
    Node labels = ints(1, 9, 0, 3, 4, 10);
    assertArrayEquals(
        new long[] {1, 9, 0, 3, 4, 10}, toLongs(Ops.inRange(labels, 11, "loss: label")));
    assertEquals(
        "softmaxCrossEntropy: label 10 at example 5 is outside 0..9",
        failure(Ops.inRange(labels, 10, "softmaxCrossEntropy: label")));
    assertEquals(
        "loss: label -1 at example 0 is outside 0..9",
        failure(Ops.inRange(longs(-1), 10, "loss: label")));
  }
}
