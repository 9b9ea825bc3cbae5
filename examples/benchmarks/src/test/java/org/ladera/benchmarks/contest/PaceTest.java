package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.contest.Pace.Span;

class PaceTest {
  @Test
  void thereIsAtLeastOneRound() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> Pace.ofSteps(0));

    assertEquals("--rounds: at least 1 is needed, got 0", failure.getMessage());
  }

  @Test
  void aRoundTakesSomeTime() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Pace(1, 1, new Span(1, 1), 1, new Span(Double.NaN, 1), 1));

    assertEquals("--seconds: a round takes more than 0 seconds, got NaN", failure.getMessage());
  }

  /** 3 starts of 2 s, 4 pilots of 1.5 s, and 2 times 5 rounds of 0.75 s. */
  @Test
  void theTimeOfAContestIsTheSumOfItsParts() {
    Pace pace = new Pace(9, 1, new Span(0.5, 1), 0.25, new Span(0.5, 1), 5);

    assertEquals(6 + 6 + 7.5, pace.seconds(3, 4, 2));
  }
}
