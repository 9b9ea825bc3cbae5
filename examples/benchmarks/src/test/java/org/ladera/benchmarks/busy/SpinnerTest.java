package org.ladera.benchmarks.busy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SpinnerTest {
  /** Measured in processor time of the process, which a loaded machine does not add to. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void itSpinsOnOrderAndRestsOnOrder() {
    try (Spinner spinner = new Spinner()) {
      Duration before = spinner.processorTime();
      spinner.spin();
      for (int i = 0; i < 200 && ran(spinner, before).toMillis() < 100; i++) {
        LockSupport.parkNanos(50_000_000);
      }
      assertTrue(ran(spinner, before).toMillis() >= 100);

      spinner.rest();
      LockSupport.parkNanos(50_000_000);
      Duration rested = spinner.processorTime();
      LockSupport.parkNanos(500_000_000);
      assertTrue(ran(spinner, rested).toMillis() < 250);
    }
  }

  private static Duration ran(Spinner spinner, Duration since) {
    return spinner.processorTime().minus(since);
  }
}
