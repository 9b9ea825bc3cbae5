package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** Squares are transposed, and what lies between and around their lines stays as it is. */
class SquaresTest {
  private static final int UNTOUCHED = -7;

  /** In entries; no line begins where a vector would. */
  private static final int FROM_DISTANCE = Squares.SIZE + 3;

  private static final int TO_DISTANCE = Squares.SIZE + 5;

  @Test
  void everyEntryChangesItsPlacesAndNothingElseIsWritten() {
    int size = Squares.SIZE;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(4L * size * FROM_DISTANCE + 4, 64);
      MemorySegment to = arena.allocate(4L * size * TO_DISTANCE + 4, 64);
      MemorySegment between = arena.allocate(Squares.BYTES, 64);
      fill(from);
      for (int i = 0; i < to.byteSize() / 4; i++) {
        to.setAtIndex(ValueLayout.JAVA_INT, i, UNTOUCHED);
      }

      Squares.transpose(
          from.address() + 4,
          4L * FROM_DISTANCE,
          to.address() + 4,
          4L * TO_DISTANCE,
          between.address());

      assertEquals(UNTOUCHED, to.getAtIndex(ValueLayout.JAVA_INT, 0));
      for (int i = 0; i < size * TO_DISTANCE; i++) {
        int line = i / TO_DISTANCE;
        int entry = i % TO_DISTANCE;
        int expected = entry < size ? 1 + entry * FROM_DISTANCE + line : UNTOUCHED;
        assertEquals(expected, to.getAtIndex(ValueLayout.JAVA_INT, 1 + i), line + ", " + entry);
      }
    }
  }

  /** Each entry holds its own number. */
  private static void fill(MemorySegment memory) {
    for (int i = 0; i < memory.byteSize() / 4; i++) {
      memory.setAtIndex(ValueLayout.JAVA_INT, i, i);
    }
  }
}
