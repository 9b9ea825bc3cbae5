package org.ladera.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Setting;

class OutcomeTest {
  private static final Setting SETTING = new Setting("1 thread", 1, List.of(), Map.of());

  private static Outcome.Timed timed(double... micros) {
    return new Outcome.Timed("ladera", "1.0", SETTING, micros, 0);
  }

  @Test
  void theMedianOfAnEvenCountIsBetweenTheTwoInTheMiddle() {
    assertEquals(3, timed(5, 1, 3).median());
    assertEquals(2.5, timed(4, 1, 2, 3).median());
  }

  /** The medians are 4 and 10, yet in most rounds the first is twice as slow. */
  @Test
  void ratiosAreTakenRoundByRound() {
    assertEquals(2, timed(2, 4, 20).ratioTo(timed(1, 10, 10)));
  }
}
