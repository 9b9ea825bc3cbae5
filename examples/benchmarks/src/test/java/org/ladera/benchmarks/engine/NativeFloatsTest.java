package org.ladera.benchmarks.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class NativeFloatsTest {
  @Test
  void aSampleIsEvenlySpread() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(JAVA_FLOAT, 0, 1, 2, 3, 4, 5, 6);

      assertArrayEquals(
          new float[] {0, 1, 2, 3, 4, 5, 6}, NativeFloats.sample(memory.address(), 7, 7));
      assertArrayEquals(new float[] {0, 2, 4, 6}, NativeFloats.sample(memory.address(), 7, 4));
      assertArrayEquals(new float[] {0, 3, 6}, NativeFloats.sample(memory.address(), 7, 3));
    }
  }

  @Test
  void theSameSeedGivesTheSameNumbersWithinBounds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(JAVA_FLOAT, 100);
      NativeFloats.fill(memory.address(), 100, 5, -2, 3);
      float[] first = memory.toArray(JAVA_FLOAT);
      NativeFloats.fill(memory.address(), 100, 5, -2, 3);

      assertArrayEquals(first, memory.toArray(JAVA_FLOAT));
      for (float value : first) {
        assertTrue(value >= -2 && value < 3, () -> "out of bounds: " + value);
      }
    }
  }
}
