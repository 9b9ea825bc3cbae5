package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.LackingException;

class DifferenceTest {
  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Test
  void theLargestRelativeDifferenceCounts() throws LackingException {
    assertEquals(0.25, Difference.of(floats(1, 2.5, 100), floats(1, 2, 96), 1));
  }

  /** 1e-5 beside 0.1 would be a hundredth of it, were the largest entry not 100. */
  @Test
  void aSmallEntryIsMeasuredByAHundredthOfTheLargest() throws LackingException {
    assertEquals(0.001, Difference.of(floats(100, 0.001), floats(100, 0), 1), 1e-9);
  }

  @Test
  void sameInfinitiesAndNaNsAreEqual() throws LackingException {
    float[] special = floats(Double.POSITIVE_INFINITY, Double.NaN);

    assertEquals(0, Difference.of(special, special.clone(), 0));
  }

  @Test
  void whatIsFurtherThanRoundingIsAnotherResult() {
    LackingException failure =
        assertThrows(
            LackingException.class, () -> Difference.of(floats(1, 2), floats(1, 2.5), 0.1));

    assertEquals(
        "computes something else: 2.000000 at 1, where Ladera has 2.500000", failure.getMessage());
  }

  @Test
  void notANumberIsAnotherResult() {
    assertThrows(LackingException.class, () -> Difference.of(floats(Double.NaN), floats(1), 1e9));
  }

  @Test
  void anotherNumberOfEntriesIsAnotherResult() {
    LackingException failure =
        assertThrows(LackingException.class, () -> Difference.of(floats(1), floats(1, 1), 1));

    assertEquals("computes something else: 1 numbers, where Ladera has 2", failure.getMessage());
  }
}
