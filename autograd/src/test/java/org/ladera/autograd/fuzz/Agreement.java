package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestReporter;

/** Asserts that a family of variants agrees on random programs. */
final class Agreement {
  private static final Duration MINIMIZING = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LEAST = 50;

  /** So many programs have every op of every type and rank, from any storage. */
  private static final int ENOUGH = 2_000;

  private Agreement() {}

  /**
   * Runs so many programs, or as many as the time is enough for, and reports what they were made
   * of. {@code -Dladera.fuzz.seed=N} begins with another seed; a failure names that of its program.
   */
  static void assertAgree(
      List<Variant> family, int programs, Duration limit, TestReporter reporter) {
    Fuzzer fuzzer = checked(Bias.NONE, family, programs, limit, reporter);
    if (fuzzer.count() >= ENOUGH) {
      assertEquals(List.of(), fuzzer.coverage().gaps(Coverage.allOps()), "never met");
    }
  }

  /** The same of programs that are drawn for something. */
  static void assertAgree(
      Bias bias, List<Variant> family, int programs, Duration limit, TestReporter reporter) {
    checked(bias, family, programs, limit, reporter);
  }

  private static Fuzzer checked(
      Bias bias, List<Variant> family, int programs, Duration limit, TestReporter reporter) {
    List<Variant> others = family.subList(1, family.size());
    Fuzzer fuzzer = new Fuzzer(bias, family.getFirst(), others);
    long seed = Long.getLong("ladera.fuzz.seed", 0);
    Optional<Failure> failure = fuzzer.search(seed, programs, limit);
    if (failure.isEmpty() && fuzzer.count() < LEAST) {
      // Other processes had the machine: time says nothing then.
      failure = fuzzer.search(seed + fuzzer.count(), LEAST - fuzzer.count(), PATIENCE);
    }
    reporter.publishEntry(family.getFirst().name(), fuzzer.coverage() + "\n" + fuzzer.tally());
    failure.ifPresent(
        found -> fail(Report.text(found, Report.minimized(found, family.getFirst(), MINIMIZING))));
    assertTrue(fuzzer.count() >= LEAST, () -> "only " + fuzzer.count() + " in " + limit);
    return fuzzer;
  }
}
