package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.process.Beginning.Window;

class BeginningTest {
  private static final Beginning SLOW_THEN_FAST =
      new Beginning(
          12.5,
          300,
          250.25,
          420,
          List.of(
              new Window(0.3, 300_000),
              new Window(0.5, 900),
              new Window(1.0, 109),
              new Window(1.5, 300),
              new Window(9.0, 101),
              new Window(9.5, 100),
              new Window(10.0, 99)));

  @Test
  void aHundredStepsAreDoneWhateverTheTime() {
    AtomicInteger steps = new AtomicInteger();

    Beginning beginning = Beginning.of(1, steps::incrementAndGet, 0);

    assertEquals(100, steps.get());
    assertTrue(beginning.hundredMillis() >= beginning.firstMillis(), beginning::toString);
  }

  @Test
  void theFirstStepIsTimedAloneAndIsTheFirstWindow() {
    AtomicInteger steps = new AtomicInteger();

    Beginning beginning =
        Beginning.of(
            1,
            () -> {
              if (steps.getAndIncrement() == 0) {
                LockSupport.parkNanos(60_000_000);
              }
              return 0;
            },
            0.12);

    assertTrue(beginning.firstMillis() > 30, beginning::toString);
    assertTrue(beginning.firstProcessorMillis() < beginning.firstMillis(), beginning::toString);
    assertEquals(1e3 * beginning.firstMillis(), beginning.at(0), 1e-6);
  }

  @Test
  void aTimeHasTheWindowAroundIt() {
    assertEquals(300_000, SLOW_THEN_FAST.at(0.1));
    assertEquals(900, SLOW_THEN_FAST.at(0.4));
    assertEquals(109, SLOW_THEN_FAST.at(1.0));
    assertEquals(Double.NaN, SLOW_THEN_FAST.at(11));
  }

  @Test
  void stepsAreSettledInTheLastFifth() {
    assertEquals(100, SLOW_THEN_FAST.settledMicros());
  }

  /** The window that ends at 1.0 began at 0.5, and 109 is within a tenth of 100. */
  @Test
  void fullSpeedBeginsWithTheFirstWindowThatIsAsFast() {
    assertEquals(0.5, SLOW_THEN_FAST.fullSpeedSeconds(0.1));
    assertEquals(1.5, SLOW_THEN_FAST.fullSpeedSeconds(0.05));
  }

  @Test
  void aBeginningComesBackFromItsLine() {
    assertEquals(SLOW_THEN_FAST, Beginning.decode(SLOW_THEN_FAST.encode()));
  }

  @Test
  void aBeginningWithoutWindowsIsRefused() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Beginning(1, 1, 1, 1, List.of()));

    assertEquals("a beginning has a window at least", failure.getMessage());
  }
}
