package org.ladera.autograd.fuzz;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** As {@link FuzzTest}, for hours. */
@Tag("slow")
class ManyProgramsTest {
  private static final Duration LIMIT = Duration.ofHours(12);

  @Test
  void cpuAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.CPU, 100_000, LIMIT, reporter);
  }

  @Test
  void cpuWithoutRewritingAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.CPU_PLAIN, 10_000, LIMIT, reporter);
  }

  @Test
  void nd4jAgrees(TestReporter reporter) {
    Agreement.assertAgree(Families.ND4J, 10_000, LIMIT, reporter);
  }
}
