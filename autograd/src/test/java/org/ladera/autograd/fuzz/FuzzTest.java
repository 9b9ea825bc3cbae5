package org.ladera.autograd.fuzz;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random programs on every family of variants; those that failed once are in {@link CorpusTest}.
 */
class FuzzTest {
  private static final int PROGRAMS = 2_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void programsAgree(TestReporter reporter) {
    List<List<Variant>> families = Families.all();
    for (List<Variant> family : families) {
      Agreement.assertAgree(family, PROGRAMS, LIMIT.dividedBy(families.size()), reporter);
    }
  }
}
