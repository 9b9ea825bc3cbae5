package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UpdateWorkTest {
  @Test
  void aWorkComesBackFromItsWord() {
    UpdateWork work = new UpdateWork(12_345);

    assertEquals(work, UpdateWork.decode(work.encode()));
    assertEquals("Adam, 12,345 parameters", work.title());
  }

  /** It reads θ, g, m and v and writes θ, m and v; the copy reads and writes as much memory. */
  @Test
  void bytesAreReadsAndWrites() {
    UpdateWork work = new UpdateWork(100_000_000);

    assertEquals(2_800_000_000L, work.bytes());
    assertEquals(1_600_000_000L, work.copyBytes());
    assertEquals(work.copyBytes(), 2 * Float.BYTES * work.copied());
  }
}
