package org.ladera.benchmarks.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.Beginning.Window;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.trial.Pilot.Entrant;

class StartsTest {
  private static final Entrant ENTRANT =
      new Entrant(Engines.ladera(), new Setting("1 thread", 1, List.of(), Map.of()), "1.0 cpu");

  /** First step of 400 ms, full speed after 1.5 s. */
  private static Beginning settlingAt(double micros) {
    return new Beginning(
        80,
        400,
        350,
        900,
        List.of(
            new Window(0.4, 400_000),
            new Window(1.5, 3 * micros),
            new Window(2.5, micros),
            new Window(3, micros)));
  }

  private static Starts starts(double... micros) {
    return new Starts(ENTRANT, Arrays.stream(micros).mapToObj(StartsTest::settlingAt).toList());
  }

  @Test
  void aStartThatSettlesATenthAboveTheMedianReachesItAndASlowerOneDoesNot() {
    Starts starts = starts(100, 100, 90, 109, 8_000);

    assertEquals(4, starts.reaching());
    assertEquals(80, starts.slowest());
  }

  @Test
  void theRowHasMediansOverStarts() {
    assertEquals(
        List.of("ladera", "3", "80.0", "400", "900", "1.50", "99.0", "2 of 3", "1.21", "1 thread"),
        starts(98, 99, 120).row());
  }

  @Test
  void theCurveEndsWithTheSteps() {
    assertEquals(
        List.of("ladera", "400,000", "400,000", "300", "300", "100", "", ""), starts(100).curve());
  }

  @Test
  void entriesAreMicrosecondsAndSayOfWhat() {
    List<Entry> entries = starts(100, 100).entries("4-3, batch 2");

    assertEquals(
        List.of(
            "start-open 80000.0",
            "start-first-step 400000.0",
            "start-100-steps 900000.0",
            "start-full-speed 1500000.0",
            "start-settled-step 100.0",
            "start-step-after-0.1-s 400000.0",
            "start-step-after-0.2-s 400000.0",
            "start-step-after-0.5-s 300.0",
            "start-step-after-1.0-s 300.0",
            "start-step-after-2.0-s 100.0"),
        entries.stream().map(entry -> entry.benchmark() + " " + entry.medianUs()).toList());
    assertEquals(2, entries.getFirst().rounds());
  }

  @Test
  void noStartIsNoResult() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Starts(ENTRANT, List.of()));

    assertEquals("starts of ladera: none", failure.getMessage());
  }
}
