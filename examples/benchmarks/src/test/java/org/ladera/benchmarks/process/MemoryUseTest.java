package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryUseTest {
  @Test
  void theHighWaterMarkIsReadInBytes() {
    assertEquals(
        2048L * 1024,
        MemoryUse.highWater(
            "Name:\tjava\nVmPeak:\t   9000 kB\nVmHWM:\t    2048 kB\nVmRSS:\t  7 kB\n"));
    assertEquals(-1, MemoryUse.highWater("Name:\tjava\n"));
  }

  @Test
  void whatIsTakenAppears() {
    byte[] taken = new byte[64 << 20];

    MemoryUse use = MemoryUse.now();

    assertTrue(use.heapPeak() >= taken.length, use::toString);
    assertTrue(use.classes() > 0, use::toString);
  }

  @Test
  void whatIsNotToldStaysSo() {
    MemoryUse untold = new MemoryUse(-1, 5, 6);

    assertFalse(untold.above(new MemoryUse(-1, 2, 1)).isTold());
    assertEquals(new MemoryUse(-1, 3, 5), untold.above(new MemoryUse(-1, 2, 1)));
  }

  @Test
  void aUseComesBackFromItsLine() {
    MemoryUse use = new MemoryUse(1L << 33, 12, 7);

    assertEquals(use, MemoryUse.decode(use.encode()));
  }
}
