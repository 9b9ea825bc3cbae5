package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fuzzer that finds no mistake in a backend with one would be worth nothing. */
class SabotageTest {
  private static final int SEEDS = 2;
  private static final int NO_LIMIT = Integer.MAX_VALUE;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource
  void isFoundWithinAMinute(Sabotage sabotage) {
    Variant variant = new Variant(sabotage.name(), sabotage, Accuracy.STANDARD);
    for (int begin = 1; begin <= SEEDS; begin++) {
      Fuzzer fuzzer = new Fuzzer(variant, List.of());
      long seed = begin * 1_000_000L;
      assertTrue(fuzzer.search(seed, NO_LIMIT, LIMIT).isPresent(), "from seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundAgainstAnotherVariant(Sabotage sabotage) {
    Variant spoiled = new Variant(sabotage.name(), sabotage, Accuracy.STANDARD);
    Fuzzer fuzzer = new Fuzzer(Variant.REFERENCE, List.of(spoiled));
    assertTrue(fuzzer.search(0, NO_LIMIT, LIMIT).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void isMadeSmall(Sabotage sabotage) {
    Variant variant = new Variant(sabotage.name(), sabotage, Accuracy.STANDARD);
    Failure failure = new Fuzzer(variant, List.of()).search(7, NO_LIMIT, LIMIT).orElseThrow();

    Failure small = Report.minimized(failure, variant, LIMIT);

    assertTrue(small.program().size() <= 5, () -> JavaText.method(small.program(), "small"));
    assertFalse(
        new Oracle(new Tally()).check(small.program(), List.of(Variant.REFERENCE)).isPresent(),
        "the program itself is right");
  }
}
