package org.ladera.autograd.fuzz;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** As {@link FuzzTest}, for hours. */
@Tag("slow")
class ManyProgramsTest {
  private static final int PROGRAMS = 100_000;
  private static final Duration LIMIT = Duration.ofHours(12);

  @Test
  void programsAgree(TestReporter reporter) {
    for (List<Variant> family : Families.all()) {
      Agreement.assertAgree(family, PROGRAMS, LIMIT, reporter);
    }
  }
}
