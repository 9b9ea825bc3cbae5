package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void aRoundHasAtLeastSoManySteps() {
    AtomicInteger steps = new AtomicInteger();

    Timing timing = Timing.of(steps::incrementAndGet, 0, 1000);

    assertTrue(timing.steps() >= 1000, timing::toString);
    assertEquals(steps.get(), timing.loss());
  }

  @Test
  void aRoundTakesAtLeastSoLong() {
    long begin = System.nanoTime();

    Timing.of(() -> 1, 0.05, 1);

    assertTrue(System.nanoTime() - begin >= 50_000_000);
  }

  @Test
  void aStepIsNotTimedShorterThanItIs() {
    Timing timing =
        Timing.of(
            () -> {
              LockSupport.parkNanos(2_000_000);
              return 1;
            },
            0,
            20);

    assertTrue(timing.micros() > 1000, timing::toString);
  }

  /** One to know that it is long, and one that is timed. */
  @Test
  void aLongStepIsNotDoneOftenerThanNeeded() {
    AtomicInteger steps = new AtomicInteger();

    Timing.of(
        () -> {
          LockSupport.parkNanos(60_000_000);
          return steps.incrementAndGet();
        },
        0,
        1);

    assertEquals(2, steps.get());
  }

  @Test
  void aTimingComesBackFromItsLine() {
    Timing timing = new Timing(12.5, 345, Double.NaN);

    assertEquals(timing, Timing.decode(timing.encode()));
  }
}
