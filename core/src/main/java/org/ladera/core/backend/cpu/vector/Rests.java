package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.backend.cpu.vector.Everything.ALL;
import static org.ladera.core.backend.cpu.vector.Everything.ORDER;
import static org.ladera.core.backend.cpu.vector.Species.INT;
import static org.ladera.core.backend.cpu.vector.Species.LONG;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * Copies the rest of a row, fewer entries than a vector has, to where a whole vector can be loaded,
 * and back. What lies behind the copied entries is the first of them again. A call with a negative
 * number of entries returns at once; see {@link CountedCalls}.
 */
final class Rests {
  private static final int PAD = 64;

  private Rests() {}

  static void in4(long from, long pad, long count) {
    if (count < 0) {
      return;
    }
    VectorMask<Integer> mask = INT.indexInRange(0, count);
    IntVector entries = IntVector.fromMemorySegment(INT, ALL, from, ORDER, mask);
    IntVector.broadcast(INT, entries.lane(0))
        .blend(entries, mask)
        .intoMemorySegment(ALL, pad, ORDER);
  }

  static void in8(long from, long pad, long count) {
    if (count < 0) {
      return;
    }
    VectorMask<Long> mask = LONG.indexInRange(0, count);
    LongVector entries = LongVector.fromMemorySegment(LONG, ALL, from, ORDER, mask);
    LongVector.broadcast(LONG, entries.lane(0))
        .blend(entries, mask)
        .intoMemorySegment(ALL, pad, ORDER);
  }

  static void out4(long pad, long to, long count) {
    if (count < 0) {
      return;
    }
    IntVector.fromMemorySegment(INT, ALL, pad, ORDER)
        .intoMemorySegment(ALL, to, ORDER, INT.indexInRange(0, count));
  }

  static void out8(long pad, long to, long count) {
    if (count < 0) {
      return;
    }
    LongVector.fromMemorySegment(LONG, ALL, pad, ORDER)
        .intoMemorySegment(ALL, to, ORDER, LONG.indexInRange(0, count));
  }

  /** For machines without masked access, and for single bytes. */
  static void in(long from, long pad, long count, int size) {
    for (int i = 0; i < PAD / size; i++) {
      copy(from + (i < count ? (long) i * size : 0), pad + (long) i * size, size);
    }
  }

  static void out(long pad, long to, long count, int size) {
    for (int i = 0; i < count; i++) {
      copy(pad + (long) i * size, to + (long) i * size, size);
    }
  }

  private static void copy(long from, long to, int size) {
    switch (size) {
      case 1 -> ALL.set(Everything.BYTE, to, ALL.get(Everything.BYTE, from));
      case 4 -> ALL.set(Everything.INT, to, ALL.get(Everything.INT, from));
      default -> ALL.set(Everything.LONG, to, ALL.get(Everything.LONG, from));
    }
  }
}
