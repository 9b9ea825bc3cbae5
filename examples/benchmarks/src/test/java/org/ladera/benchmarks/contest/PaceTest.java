package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void thereIsAtLeastOneRound() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Pace(1, 1, 1, 1, 0));

    assertEquals("--rounds: at least 1 is needed, got 0", failure.getMessage());
  }

  @Test
  void aRoundTakesSomeTime() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Pace(1, 1, 1, Double.NaN, 1));

    assertEquals("--seconds: a round takes more than 0 seconds, got NaN", failure.getMessage());
  }
}
