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
 * Copies lines so that what was the first entry of each becomes the first line, and so on. All
 * kernels share these loops.
 */
final class Transposition {
  private static final int INTS = INT.length();
  private static final int LONGS = LONG.length();

  /** Between vectors of a square in scratch memory. */
  private static final long PITCH = 64;

  /** The bytes of scratch memory for a square. */
  static final long BYTES = INTS * PITCH;

  private Transposition() {}

  /**
   * Copies lines of entries that lie side by side.
   *
   * @param from the first line
   * @param fromDistance from one line to the next, in bytes
   * @param to the first line of the copy, which is of the first entries
   * @param toDistance from one line of the copy to the next
   * @param lines how many there are
   * @param entries how many each has
   * @param size the bytes of an entry
   * @param scratch memory for a square
   */
  static void copy(
      long from,
      long fromDistance,
      long to,
      long toDistance,
      long lines,
      long entries,
      int size,
      long scratch) {
    int lanes = size == Integer.BYTES ? INTS : size == Long.BYTES ? LONGS : Integer.MAX_VALUE;
    long wholeLines = lines - lines % lanes;
    long wholeEntries = entries - entries % lanes;
    for (long line = 0; line < wholeLines; line += lanes) {
      for (long entry = 0; entry < wholeEntries; entry += lanes) {
        long source = from + line * fromDistance + entry * size;
        long target = to + entry * toDistance + line * size;
        if (size == Integer.BYTES) {
          square4(source, fromDistance, target, toDistance, scratch);
        } else {
          square8(source, fromDistance, target, toDistance, scratch);
        }
      }
    }
    for (long line = 0; line < lines; line++) {
      long first = line < wholeLines ? wholeEntries : 0;
      Points.copy(
          from + line * fromDistance + first * size,
          size,
          to + first * toDistance + line * size,
          toDistance,
          (int) (entries - first),
          size);
    }
  }

  /** Swaps halves of lines, then quarters, and so on to single entries. */
  private static void square4(
      long from, long fromDistance, long to, long toDistance, long scratch) {
    swap4(from, fromDistance, scratch, PITCH, INTS / 2);
    for (int size = INTS / 4; size > 1; size /= 2) {
      swap4(scratch, PITCH, scratch, PITCH, size);
    }
    swap4(scratch, PITCH, to, toDistance, 1);
  }

  private static void square8(
      long from, long fromDistance, long to, long toDistance, long scratch) {
    if (LONGS == 2) {
      swap8(from, fromDistance, to, toDistance, 1);
      return;
    }
    swap8(from, fromDistance, scratch, PITCH, LONGS / 2);
    for (int size = LONGS / 4; size > 1; size /= 2) {
      swap8(scratch, PITCH, scratch, PITCH, size);
    }
    swap8(scratch, PITCH, to, toDistance, 1);
  }

  /** Of each two lines so far apart, swaps every other piece of that size. */
  private static void swap4(long from, long fromDistance, long to, long toDistance, int size) {
    IntVector places = IntVector.zero(INT).addIndex(1);
    IntVector others = places.lanewise(VectorOperators.XOR, size);
    VectorMask<Integer> upper = places.and(size).compare(VectorOperators.NE, 0);
    for (int line = 0; line < INTS; line++) {
      if ((line & size) == 0) {
        int other = line + size;
        IntVector a = IntVector.fromMemorySegment(INT, ALL, from + line * fromDistance, ORDER);
        IntVector b = IntVector.fromMemorySegment(INT, ALL, from + other * fromDistance, ORDER);
        a.blend(others.selectFrom(b), upper).intoMemorySegment(ALL, to + line * toDistance, ORDER);
        others.selectFrom(a).blend(b, upper).intoMemorySegment(ALL, to + other * toDistance, ORDER);
      }
    }
  }

  private static void swap8(long from, long fromDistance, long to, long toDistance, int size) {
    LongVector places = LongVector.zero(LONG).addIndex(1);
    LongVector others = places.lanewise(VectorOperators.XOR, size);
    VectorMask<Long> upper = places.and(size).compare(VectorOperators.NE, 0);
    for (int line = 0; line < LONGS; line++) {
      if ((line & size) == 0) {
        int other = line + size;
        LongVector a = LongVector.fromMemorySegment(LONG, ALL, from + line * fromDistance, ORDER);
        LongVector b = LongVector.fromMemorySegment(LONG, ALL, from + other * fromDistance, ORDER);
        a.blend(others.selectFrom(b), upper).intoMemorySegment(ALL, to + line * toDistance, ORDER);
        others.selectFrom(a).blend(b, upper).intoMemorySegment(ALL, to + other * toDistance, ORDER);
      }
    }
  }
}
