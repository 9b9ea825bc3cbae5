package org.ladera.benchmarks.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.Explained;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.trial.Pilot.Entrant;

class SeriesTest {
  private static final Setting SETTING = new Setting("1 thread", 1, List.of(), Map.of());
  private static final Series SERIES =
      new Series(
          "layers of 16",
          "layer",
          new Entrant(Engines.ladera(), SETTING, "1.0 cpu"),
          List.of(point(10, 100, 50, 20), point(110, 1_100, 150, 320)));

  private static Point point(int size, double first, double processor, double micros) {
    List<Beginning.Window> curve = List.of(new Beginning.Window(1, micros));
    return new Point(
        size,
        new Beginning(1, first, processor, 2 * first, curve),
        List.of(micros + 1, micros, micros - 1),
        new Explained(5L * size, 6, -1));
  }

  /** Of 100 added layers each cost 1 ms of its thread at first, and then 3 µs. */
  @Test
  void theTableHasWhatAnAddedLayerCosts() {
    assertEquals(
        """

        ### ladera, 1 thread: layers of 16

        | layers | open, ms | first step, ms | of it its thread ran, ms | of it µs an added layer\
         | step, µs | µs a layer | µs an added layer | steps of the program | classes of kernels |
        |---|---|---|---|---|---|---|---|---|---|
        | 10 | 1.00 | 100 | 50.00 |  | 20.00 | 2.00 |  | 50 | 6 |
        | 110 | 1.00 | 1,100 | 150 | 1,000 | 320 | 2.91 | 3.00 | 550 | 6 |
        """,
        SERIES.table());
  }

  @Test
  void entriesSayWhatTheirNumbersAre() {
    assertEquals(
        List.of(
            new Entry("growth-first-step", "10 layers of 16", "ladera", 1, 1e5, 1e5, 1, "1.0 cpu"),
            new Entry("growth-step", "10 layers of 16", "ladera", 1, 20, 19, 3, "1.0 cpu")),
        SERIES.entries().subList(0, 2));
  }
}
