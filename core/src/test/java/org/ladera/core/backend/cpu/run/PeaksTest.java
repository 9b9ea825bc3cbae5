package org.ladera.core.backend.cpu.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.type.DType;

/** What the machine can do. */
class PeaksTest {
  @Test
  void ratesAreThoseOfAMachine() {
    Peaks peaks = new Peaks(Pool.shared(2));
    double products = peaks.products(DType.FLOAT32);
    assertTrue(products > 0.1 && products < 1e6, () -> products + " GFLOP/s");
    double copies = peaks.copies(64 << 10);
    assertTrue(copies > 0.1 && copies < 1e5, () -> copies + " GB/s");
  }

  @Test
  void eachIsMeasuredOnce() {
    Peaks peaks = new Peaks(Pool.shared(1));
    assertEquals("nothing", peaks.describe());
    double first = peaks.copies(100 << 10);
    assertEquals(first, peaks.copies(70 << 10), 0.0);
    assertTrue(peaks.describe().startsWith("copies of 64 KB at "), peaks::describe);
  }

  @Test
  void sizesArePowersOfFourNearWhatIsAskedFor() {
    assertEquals(64 << 10, Peaks.size(0));
    assertEquals(64 << 10, Peaks.size(128 << 10));
    assertEquals(256 << 10, Peaks.size(200 << 10));
    assertEquals(1 << 20, Peaks.size(1 << 20));
    assertEquals(256L << 20, Peaks.size(1L << 40));
  }
}
