package org.ladera.benchmarks.busy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.trial.Pilot.Entrant;

class PairTest {
  private static final Entrant ENTRANT =
      new Entrant(Engines.ladera(), new Setting("2 threads", 2, List.of(), Map.of()), "1.0 cpu");

  /** The medians are 10 and 12, yet in most rounds a step takes twice as long. */
  @Test
  void theRatioIsTakenRoundByRound() {
    Pair pair = new Pair(ENTRANT, List.of(6.0, 10.0, 20.0), List.of(12.0, 20.0, 10.0));

    assertEquals(2, pair.ratio());
    assertEquals(List.of("ladera", "10.0", "12.0", "2.00", "2 threads", "1.0 cpu"), pair.row());
  }

  @Test
  void entriesHaveBothTimesAndTheRatio() {
    assertEquals(
        List.of(
            new Entry("busy-alone", "w", "ladera", 2, 10, 10, 1, "1.0 cpu"),
            new Entry("busy-beside", "w", "ladera", 2, 25, 25, 1, "1.0 cpu"),
            new Entry("busy-ratio", "w", "ladera", 2, 2.5, 2.5, 1, "1.0 cpu")),
        new Pair(ENTRANT, List.of(10.0), List.of(25.0)).entries("w"));
  }

  @Test
  void roundsComeInPairs() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new Pair(ENTRANT, List.of(1.0), List.of()));

    assertEquals(
        "rounds: as many beside as alone are needed, at least 1, got 0 and 1",
        failure.getMessage());
  }
}
