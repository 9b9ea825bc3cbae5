package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.floats;
import static org.ladera.core.backend.reference.Reference.toDoubles;

import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.type.Shape;

class MatrixProductTest {
  private static double[] values(double... values) {
    return values;
  }

  @Test
  void matricesVectorsAndRows() {
    Node a = doubles(1, 2, 3, 4, 5, 6).reshape(2, 3);
    Node b = doubles(1, 0, -1, 2, 1, 1).reshape(3, 2);
    assertArrayEquals(values(2, 7, 5, 16), toDoubles(a.matmul(b)));
    assertArrayEquals(values(14, 32), toDoubles(a.matmul(doubles(1, 2, 3))));
    assertArrayEquals(values(9, 12, 15), toDoubles(doubles(1, 2).matmul(a)));
    assertArrayEquals(values(14), toDoubles(doubles(1, 2, 3).dot(doubles(1, 2, 3))));
    assertEquals(Shape.scalar(), evaluate(doubles(1).dot(doubles(1))).type().shape());
  }

  @Test
  void batchesBroadcast() {
    Node a = doubles(1, 2, 3, 4, 5, 6, 7, 8).reshape(2, 2, 2);
    Node swap = doubles(0, 1, 1, 0).reshape(2, 2);
    assertArrayEquals(values(2, 1, 4, 3, 6, 5, 8, 7), toDoubles(a.matmul(swap)));
    assertArrayEquals(values(3, 4, 1, 2, 7, 8, 5, 6), toDoubles(swap.matmul(a)));
    Node scales = doubles(1, 0, 0, 1, 2, 0, 0, 2, 3, 0, 0, 3).reshape(3, 1, 2, 2);
    double[] product = toDoubles(a.matmul(scales));
    double[] entries = toDoubles(a);
    for (int i = 0; i < 24; i++) {
      assertEquals((i / 8 + 1) * entries[i % 8], product[i]);
    }
  }

  @Test
  void emptyAxesGiveZerosOrNothing() {
    Node tall = doubles().reshape(2, 0);
    Node wide = doubles().reshape(0, 3);
    assertArrayEquals(new double[6], toDoubles(tall.matmul(wide)));
    assertArrayEquals(values(), toDoubles(wide.matmul(doubles(1, 2, 3))));
    assertEquals(
        Shape.of(3, 0),
        evaluate(doubles(1, 2, 3).reshape(3, 1).matmul(doubles().reshape(1, 0))).type().shape());
  }

  @Test
  void zerosDoNotHideInfinitiesAndNan() {
    Node a = doubles(0, 1).reshape(1, 2);
    Node b = doubles(Double.POSITIVE_INFINITY, Double.NaN, 1, 1).reshape(2, 2);
    assertArrayEquals(values(Double.NaN, Double.NaN), toDoubles(a.matmul(b)));
  }

  @Test
  void float32ProductsRoundOnce() {
    Node a = floats(4097, 1, -4097).reshape(1, 3);
    Node b = floats(4097, 0.5, 4097).reshape(3, 1);
    assertArrayEquals(values(0.5), toDoubles(a.matmul(b)));
  }
}
