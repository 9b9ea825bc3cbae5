package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededOrderTest {
  /**
   * Computed by a transcription to Python of L64X128MixRandom (LXM paper, figure 1, constants of
   * JEP 356), of Stafford's variant 13 and of the Fisher-Yates shuffle.
   */
  @Test
  void ordersAreThoseOfAnIndependentImplementation() {
    assertArrayEquals(new int[] {0, 6, 5, 8, 4, 9, 7, 2, 3, 1}, SeededOrder.permutation(10, 42, 0));
    assertArrayEquals(new int[] {6, 7, 9, 0, 2, 5, 3, 1, 8, 4}, SeededOrder.permutation(10, 42, 1));
    assertArrayEquals(
        new int[] {9, 4, 6, 8, 5, 3, 0, 1, 7, 2},
        SeededOrder.permutation(10, 42, SeededOrder.SPLIT));
    assertArrayEquals(new int[] {0, 3, 1, 7, 4, 2, 8, 9, 5, 6}, SeededOrder.permutation(10, -7, 0));
  }

  @Test
  void everyOrderIsAPermutation() {
    for (int size : new int[] {0, 1, 2, 1000}) {
      int[] order = SeededOrder.permutation(size, 1, 3);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, size).toArray(), order);
    }
  }

  /** 24,000 shuffles of 4: each order is expected 1,000 times; chi-square with 23 degrees. */
  @Test
  void ordersAreEquallyLikely() {
    int[] counts = new int[256];
    for (int epoch = 0; epoch < 24_000; epoch++) {
      int[] order = SeededOrder.permutation(4, 7, epoch);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    double chiSquare =
        Arrays.stream(counts)
            .filter(count -> count > 0)
            .mapToDouble(count -> (count - 1000.0) * (count - 1000.0) / 1000)
            .sum();
    assertEquals(24, Arrays.stream(counts).filter(count -> count > 0).count());
    // The 99.9 % quantile of chi-square with 23 degrees of freedom is 49.73.
    assertTrue(chiSquare < 49.73, () -> "chi-square " + chiSquare);
  }
}
