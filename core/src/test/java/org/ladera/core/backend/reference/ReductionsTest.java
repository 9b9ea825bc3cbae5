package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.evaluate;
import static org.ladera.core.backend.reference.Reference.floats;
import static org.ladera.core.backend.reference.Reference.ints;
import static org.ladera.core.backend.reference.Reference.toDoubles;
import static org.ladera.core.backend.reference.Reference.toLongs;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class ReductionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static double[] values(double... values) {
    return values;
  }

  /** [2, 3, 4] with the entry 100 i + 10 j + k at (i, j, k). */
  private static Node counted() {
    double[] entries = new double[24];
    for (int n = 0; n < entries.length; n++) {
      entries[n] = 100 * (n / 12) + 10 * (n / 4 % 3) + n % 4;
    }
    return doubles(entries).reshape(2, 3, 4);
  }

  @Test
  void sumsRunAlongAnyAxes() {
    assertArrayEquals(values(6, 46, 86, 406, 446, 486), toDoubles(counted().sum(2)));
    assertArrayEquals(values(30, 33, 36, 39, 330, 333, 336, 339), toDoubles(counted().sum(1)));
    assertArrayEquals(values(412, 492, 572), toDoubles(counted().sum(0, 2)));
    assertArrayEquals(values(1476), toDoubles(counted().sum()));
    assertEquals(Shape.scalar(), counted().sum().shape());
    assertArrayEquals(values(7), toDoubles(doubles(7).reshape().sum()));
  }

  @Test
  void sumsOverNothingAreZeroAndSumsOfNothingAreEmpty() {
    Node empty = doubles().reshape(2, 0, 3);
    assertArrayEquals(values(0, 0, 0, 0, 0, 0), toDoubles(empty.sum(1)));
    assertEquals(new TensorType(DType.FLOAT64, Shape.of(2, 0)), evaluate(empty.sum(2)).type());
    assertArrayEquals(values(0), toDoubles(empty.sum()));
    assertArrayEquals(new long[] {0}, toLongs(ints().sum()));
  }

  @Test
  void sumsOfFloat64LoseNothingThatCancels() {
    assertArrayEquals(values(2), toDoubles(doubles(1, 1e100, 1, -1e100).sum()));
    double[] tenths = new double[1_000_000];
    Arrays.fill(tenths, 0.1);
    // 10^6 times the float64 number next to 0.1, rounded once.
    assertArrayEquals(values(100000), toDoubles(doubles(tenths).sum()));
  }

  @Test
  void sumsOfFloat32RoundOnce() {
    double[] ones = new double[1000];
    Arrays.fill(ones, 1);
    ones[0] = 0x1p24;
    // 2^24 + 999 is the middle of two float32 numbers; the one with an even last digit is above.
    assertArrayEquals(values(0x1p24 + 1000), toDoubles(floats(ones).sum()));
    float most = Float.MAX_VALUE;
    assertArrayEquals(values(most), toDoubles(floats(most, most, -most).sum()));
    assertArrayEquals(values(INF), toDoubles(floats(most, most).sum()));
  }

  @Test
  void sumsOfSpecialValuesAreThoseOfPlainAddition() {
    assertArrayEquals(values(NAN), toDoubles(doubles(1, NAN, 2).sum()));
    assertArrayEquals(values(INF), toDoubles(doubles(1, INF, 2).sum()));
    assertArrayEquals(values(NAN), toDoubles(doubles(INF, -INF).sum()));
    assertArrayEquals(values(-0.0), toDoubles(doubles(-0.0, -0.0).sum()));
    assertArrayEquals(values(0.0), toDoubles(doubles(-0.0, 0.0).sum()));
    assertArrayEquals(values(0.0), toDoubles(doubles(1, -1).sum()));
  }

  @Test
  void sumsOfIntegersWrapAround() {
    assertArrayEquals(new long[] {Integer.MIN_VALUE}, toLongs(ints(Integer.MAX_VALUE, 1).sum()));
  }

  @Test
  void nanWinsInExtremesAndMinusZeroIsBelowZero() {
    Node x = doubles(1, NAN, 3, -0.0, 0.0, -0.0, -INF, -5, -7).reshape(3, 3);
    assertArrayEquals(values(NAN, 0.0, -5), toDoubles(x.max(1)));
    assertArrayEquals(values(NAN, -0.0, -INF), toDoubles(Ops.min(x, 1)));
    assertArrayEquals(values(1, NAN, 3), toDoubles(x.max(0)));
    assertArrayEquals(values(NAN), toDoubles(x.max()));
    assertArrayEquals(values(-INF), toDoubles(doubles(-INF, -INF).max()));
    assertArrayEquals(new long[] {7}, toLongs(ints(3, 7, -9).max()));
    assertArrayEquals(new long[] {-9}, toLongs(Ops.min(ints(3, 7, -9))));
  }

  @Test
  void extremesRunAlongSeveralAxesAndAxesOfOne() {
    assertArrayEquals(values(103, 113, 123), toDoubles(counted().max(0, 2)));
    assertArrayEquals(values(0, 10, 20), toDoubles(Ops.min(counted(), 0, 2)));
    assertArrayEquals(values(1, 2), toDoubles(doubles(1, 2).reshape(2, 1).max(1)));
    Node noRows = doubles().reshape(0, 3);
    assertEquals(Shape.of(0), evaluate(noRows.max(1)).type().shape());
  }

  @Test
  void argMaxTakesTheFirstNanThenTheFirstLargest() {
    Node x = doubles(1, 5, 5, 2, NAN, NAN, 0.0, -0.0, 0.0, -INF, -INF, -INF).reshape(4, 3);
    assertArrayEquals(new long[] {1, 1, 0, 0}, toLongs(Ops.argMax(x, 1)));
    assertEquals(new TensorType(DType.INT32, Shape.of(4)), evaluate(Ops.argMax(x, 1)).type());
    assertArrayEquals(new long[] {1, 1, 1}, toLongs(Ops.argMax(x, 0)));
    assertArrayEquals(new long[] {0, 1, 0, 0}, toLongs(Ops.argMin(x, 1)));
    assertArrayEquals(new long[] {2}, toLongs(Ops.argMax(ints(-3, -2, 9, 9), -1)));
    assertArrayEquals(new long[] {2, 2, 2, 2, 2, 2, 2, 2}, toLongs(Ops.argMax(counted(), 1)));
  }
}
