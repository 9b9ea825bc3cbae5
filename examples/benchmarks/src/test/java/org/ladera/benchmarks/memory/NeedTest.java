package org.ladera.benchmarks.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.MemoryUse;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.trial.Pilot.Entrant;

class NeedTest {
  private static final long MEBI = 1 << 20;
  private static final Entrant ENTRANT =
      new Entrant(Engines.ladera(), new Setting("1 thread", 1, List.of(), Map.of()), "1.0 cpu");

  @Test
  void theRestIsNeitherHeapNorClasses() {
    Need need =
        new Need(
            ENTRANT,
            new MemoryUse(100 * MEBI, 40 * MEBI, 10 * MEBI),
            new MemoryUse(MEBI, 0, 0),
            MEBI / 2);

    assertEquals(
        List.of("ladera", "100.0", "1.0", "40.0", "10.0", "50.0", "0.500", "1 thread"), need.row());
  }

  @Test
  void whatTheSystemDoesNotTellIsNotInvented() {
    Need need =
        new Need(ENTRANT, new MemoryUse(-1, 40 * MEBI, 10 * MEBI), new MemoryUse(-1, 0, 0), -1);

    assertEquals(
        List.of(
            "ladera",
            "not told here",
            "not told here",
            "40.0",
            "10.0",
            "not told here",
            "",
            "1 thread"),
        need.row());
    assertEquals(
        List.of(
            new Entry("memory-heap-bytes", "w", "ladera", 1, 40 * MEBI, 40 * MEBI, 1, "1.0 cpu")),
        need.entries("w"));
  }
}
