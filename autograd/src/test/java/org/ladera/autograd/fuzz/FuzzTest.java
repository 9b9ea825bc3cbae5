package org.ladera.autograd.fuzz;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random programs on every family of variants; those that failed once are in {@link CorpusTest}.
 */
class FuzzTest {
  @Test
  void cpuAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.CPU, 2_000, Duration.ofMinutes(3), reporter);
  }

  @Test
  void cpuWithoutRewritingAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.CPU_PLAIN, 200, Duration.ofSeconds(30), reporter);
  }

  @Test
  void nd4jAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.ND4J, 200, Duration.ofSeconds(30), reporter);
  }
}
