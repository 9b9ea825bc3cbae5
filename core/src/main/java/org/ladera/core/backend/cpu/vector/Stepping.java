package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.backend.cpu.vector.Everything.ALL;
import static org.ladera.core.backend.cpu.vector.Everything.ORDER;
import static org.ladera.core.backend.cpu.vector.Species.INT;
import static org.ladera.core.backend.cpu.vector.Species.LONG;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Packs lines of which every second entry is taken, or all of them backwards: by loads of all that
 * lies between, and permutations. All kernels share these loops.
 */
final class Stepping {
  private static final int INTS = INT.length();
  private static final int LONGS = LONG.length();

  private Stepping() {}

  /** Whether the entries of a line, so many of them apart, are packed here. */
  static boolean isFor(long step, int size) {
    return (size == Integer.BYTES || size == Long.BYTES) && (step == 2 || step == -1);
  }

  /**
   * Packs the first entries of a line.
   *
   * @param from the first entry
   * @param step how many entries lie from one to the next: 2 or -1
   * @param to where they are packed
   * @param count how many there are
   * @param size the bytes of an entry, 4 or 8
   * @return how many were packed: whole vectors, and nothing was read behind the last entry
   */
  static int copy(long from, int step, long to, int count, int size) {
    if (step == -1) {
      return size == Integer.BYTES ? reverse4(from, to, count) : reverse8(from, to, count);
    }
    return size == Integer.BYTES ? second4(from, to, count) : second8(from, to, count);
  }

  private static int second4(long from, long to, int count) {
    IntVector lanes = IntVector.zero(INT).addIndex(1).mul(2);
    IntVector places = lanes.and(INTS - 1);
    VectorMask<Integer> upper = lanes.compare(VectorOperators.GE, INTS);
    int i = 0;
    for (; i + INTS < count; i += INTS) {
      long source = from + 2L * i * Integer.BYTES;
      IntVector packed = pick4(places, source, 0).blend(pick4(places, source, 1), upper);
      packed.intoMemorySegment(ALL, to + (long) i * Integer.BYTES, ORDER);
    }
    return i;
  }

  private static IntVector pick4(IntVector places, long source, int vector) {
    long address = source + (long) vector * INTS * Integer.BYTES;
    return places.selectFrom(IntVector.fromMemorySegment(INT, ALL, address, ORDER));
  }

  private static int second8(long from, long to, int count) {
    LongVector lanes = LongVector.zero(LONG).addIndex(1).mul(2);
    LongVector places = lanes.and(LONGS - 1);
    VectorMask<Long> upper = lanes.compare(VectorOperators.GE, LONGS);
    int i = 0;
    for (; i + LONGS < count; i += LONGS) {
      long source = from + 2L * i * Long.BYTES;
      LongVector packed = pick8(places, source, 0).blend(pick8(places, source, 1), upper);
      packed.intoMemorySegment(ALL, to + (long) i * Long.BYTES, ORDER);
    }
    return i;
  }

  private static LongVector pick8(LongVector places, long source, int vector) {
    long address = source + (long) vector * LONGS * Long.BYTES;
    return places.selectFrom(LongVector.fromMemorySegment(LONG, ALL, address, ORDER));
  }

  private static int reverse4(long from, long to, int count) {
    IntVector places = IntVector.zero(INT).addIndex(1).neg().add(INTS - 1);
    int i = 0;
    for (; i + INTS <= count; i += INTS) {
      long lowest = from - (long) (i + INTS - 1) * Integer.BYTES;
      pick4(places, lowest, 0).intoMemorySegment(ALL, to + (long) i * Integer.BYTES, ORDER);
    }
    return i;
  }

  private static int reverse8(long from, long to, int count) {
    LongVector places = LongVector.zero(LONG).addIndex(1).neg().add(LONGS - 1);
    int i = 0;
    for (; i + LONGS <= count; i += LONGS) {
      long lowest = from - (long) (i + LONGS - 1) * Long.BYTES;
      pick8(places, lowest, 0).intoMemorySegment(ALL, to + (long) i * Long.BYTES, ORDER);
    }
    return i;
  }
}
