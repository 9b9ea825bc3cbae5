package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratificationTest {
  @Test
  void orderWithinBothPartsIsThatOfTheShuffle() {
    int[] order = {5, 0, 3, 1, 4, 2};
    // Classes 0 0 0 1 1 1: two of each in the first four.
    assertArrayEquals(
        new int[] {5, 0, 3, 1, 4, 2}, Stratification.divide(order, row -> row / 3, 4));
    // One of each in the first two.
    assertArrayEquals(
        new int[] {5, 0, 3, 1, 4, 2}, Stratification.divide(order, row -> row / 3, 2));
    assertArrayEquals(
        new int[] {2, 1, 0, 5, 4, 3},
        Stratification.divide(new int[] {2, 1, 0, 5, 4, 3}, row -> row, 3));
  }

  @Test
  void leftOverPlacesGoToTheLargestRemainders() {
    // 59, 71 and 48 examples, 142 of 178 places: 47.07, 56.64, 38.29 give 47, 57, 38.
    int[] order = SeededOrder.permutation(178, 3, 0);
    int[] divided = Stratification.divide(order, row -> row < 59 ? 0 : row < 130 ? 1 : 2, 142);
    int[] counts = new int[3];
    Arrays.stream(divided, 0, 142).forEach(row -> counts[row < 59 ? 0 : row < 130 ? 1 : 2]++);
    assertArrayEquals(new int[] {47, 57, 38}, counts);
    Arrays.sort(divided);
    assertArrayEquals(IntStream.range(0, 178).toArray(), divided);
  }

  @Test
  void classesOfOneExampleAreNotChosenByTheirNumber() {
    int[] order = SeededOrder.permutation(100, 5, 0);
    int[] divided = Stratification.divide(order, row -> row, 80);
    assertEquals(
        Arrays.stream(order, 0, 80).boxed().toList(),
        Arrays.stream(divided, 0, 80).boxed().toList());
  }
}
