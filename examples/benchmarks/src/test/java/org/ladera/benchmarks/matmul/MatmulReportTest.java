package org.ladera.benchmarks.matmul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.report.Outcome;
import org.ladera.benchmarks.report.Outcome.Timed;
import org.ladera.benchmarks.work.ProductWork;

class MatmulReportTest {
  private static final Setting SETTING = new Setting("1 thread", 1, List.of(), Map.of());

  /** 2 million operations. */
  private static final ProductWork WORK = ProductWork.decode("100x100x100");

  private static Timed timed(String engine, double micros) {
    return new Timed(engine, "1.0", SETTING, new double[] {micros}, 0);
  }

  private static final Timed LADERA = timed("ladera", 40);
  private static final List<Outcome> OUTCOMES =
      List.of(LADERA, timed("openblas", 80), timed("onednn", 50));

  @Test
  void theBestLibraryIsTheFastest() {
    assertEquals("onednn", MatmulReport.best(OUTCOMES).orElseThrow().engine());
  }

  @Test
  void aRateIsInOperationsOfANanosecond() {
    assertEquals(50, MatmulReport.rate(WORK, LADERA), 1e-12);
  }

  @Test
  void theTableComparesWithTheBest() {
    String text = MatmulReport.text(1, Map.of(WORK, OUTCOMES));

    assertTrue(
        text.contains("| [100, 100] · [100, 100] | 40.0 | 80.0 | 50.0 | 50.0 | 1.25 onednn |"),
        text);
  }
}
