package org.ladera.benchmarks.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.work.UpdateWork;

class UpdateReportTest {
  private static final UpdateWork WORK = new UpdateWork(10_000_000);
  private static final Setting SETTING = new Setting("1 thread", 1, List.of(), Map.of());

  /** 280 MB in 10 ms, beside copies of 160 MB in 5 ms and in 8 ms. */
  private static final Outcome.Timed LADERA = timed("ladera", 0, 10_000, 10_000, 9_000);

  private static final Outcome.Timed FAST = timed("copy-java", Double.NaN, 5_000, 5_000, 5_000);
  private static final Outcome.Timed SLOW = timed("copy-libtorch", Double.NaN, 8_000, 8_000, 8_000);
  private static final List<Outcome> OUTCOMES =
      List.of(LADERA, new Outcome.LeftOut("libtorch-fused", "does\nnot start"), SLOW, FAST);

  private static Outcome.Timed timed(String engine, double difference, double... micros) {
    return new Outcome.Timed(engine, "1.0", SETTING, micros, difference);
  }

  @Test
  void aRateIsInBytesOfANanosecond() {
    assertEquals(28, UpdateReport.rate(WORK, LADERA), 1e-12);
    assertEquals(32, UpdateReport.rate(WORK, FAST), 1e-12);
  }

  @Test
  void theFasterCopyIsTheMeasure() {
    assertEquals(FAST, UpdateReport.copy(OUTCOMES).orElseThrow());
    assertEquals(28.0 / 32, UpdateReport.share(WORK, LADERA, FAST), 1e-12);
  }

  @Test
  void theTextHasARowForEachEngine() {
    String text = UpdateReport.text(3, Map.of(WORK, OUTCOMES));

    assertTrue(
        text.contains(
            "| ladera | 10,000 | 9,000 | 28.0 | 88 % | 1.00 | 1 thread | 0e+00 | 1.0 |\n"),
        text);
    assertTrue(
        text.contains("| copy-java | 5,000 | 5,000 | 32.0 | 100 % | 0.50 | 1 thread |  | 1.0 |\n"),
        text);
    assertTrue(text.contains("\n- libtorch-fused is left out: does not start\n"), text);
  }

  @Test
  void entriesAreTheTimedOnes() {
    assertEquals(
        List.of("ladera", "copy-libtorch", "copy-java"),
        UpdateReport.entries(Map.of(WORK, OUTCOMES)).stream().map(each -> each.engine()).toList());
  }
}
