package org.ladera.autograd.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes in the compiler itself, in each of its stages, are found. */
class MiscompilationTest {
  private static final int SEEDS = 5;
  private static final int SOUND = 20;

  /** The seed that finds all of them soonest. */
  private static final int QUICK = 4;

  /** Of a processor: how long that takes beside other processes says nothing. */
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private static Optional<Failure> search(List<Variant> family, int seed, int programs) {
    Fuzzer fuzzer = new Fuzzer(family.getFirst(), family.subList(1, family.size()));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + LIMIT_NANOS;
    Optional<Failure> failure = Optional.empty();
    for (int i = 0; i < programs && threads.getCurrentThreadCpuTime() < end; i++) {
      failure = fuzzer.check(seed * 1_000_000L + i);
      if (failure.isPresent()) {
        break;
      }
    }
    return failure;
  }

  private static void assertFound(Miscompilation mistake, List<Variant> family, int seed) {
    assertTrue(search(family, seed, Integer.MAX_VALUE).isPresent(), mistake + " from seed " + seed);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundWithinAMinute(Miscompilation mistake) {
    assertFound(mistake, mistake.variants(), QUICK);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void isFoundWithinAMinuteFromEverySeed(Miscompilation mistake) {
    List<Variant> family = mistake.variants();
    for (int seed = 1; seed <= SEEDS; seed++) {
      assertFound(mistake, family, seed);
    }
  }

  /** What is found above is not that there are two compilers in the process. */
  @Test
  void aSecondCopyOfTheCompilerAsItIsHasNone() {
    List<Variant> family =
        CpuVariants.all(MiscompiledClasses.backends(CpuBackends.class.getName(), null), true);
    assertEquals(Optional.empty(), search(family, QUICK, SOUND));
  }
}
