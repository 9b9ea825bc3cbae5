package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bounds are wide enough for every error that is allowed, and not for twice as large ones. */
class NoiseTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void errorsOfFourUnitsAreAdmittedHoweverTheyGrow() {
    Variant variant = new Variant("noise", new Noise(4), Accuracy.STANDARD);
    Fuzzer fuzzer = new Fuzzer(variant, List.of());
    assertEquals(Optional.empty(), fuzzer.search(0, 200, LIMIT).map(Failure::toString));
  }

  @Test
  void errorsOfEightUnitsAreFound() {
    Variant variant = new Variant("noise", new Noise(8), Accuracy.STANDARD);
    assertTrue(new Fuzzer(variant, List.of()).search(0, 500, LIMIT).isPresent());
  }
}
