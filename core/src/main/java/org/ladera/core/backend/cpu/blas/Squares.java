package org.ladera.core.backend.cpu.blas;

import static org.ladera.core.backend.cpu.blas.Memory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes squares of as many lines and entries as a vector has lanes: of each two lines so far
 * apart it swaps halves of the lines, then quarters, and so on to single entries. Entries of 32
 * bits are moved, whatever they mean. What it writes are whole vectors: from lines written entry by
 * entry a processor has to wait until it can read a vector.
 */
final class Squares {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  /** Lines and entries. */
  static final int SIZE = SPECIES.length();

  /** Between lines in between, in bytes. */
  private static final long PITCH = 4L * SIZE;

  /** How many bytes of memory it needs in between. */
  static final long BYTES = SIZE * PITCH;

  private static final IntVector UPPER_8 = upper(8);
  private static final IntVector LOWER_8 = lower(8);
  private static final IntVector UPPER_4 = upper(4);
  private static final IntVector LOWER_4 = lower(4);
  private static final IntVector UPPER_2 = upper(2);
  private static final IntVector LOWER_2 = lower(2);
  private static final IntVector UPPER_1 = upper(1);
  private static final IntVector LOWER_1 = lower(1);

  private Squares() {}

  /**
   * Transposes a square.
   *
   * @param from the first line
   * @param fromDistance from one line to the next, in bytes
   * @param to the first line of the result, which is of the first entries
   * @param toDistance from one line of the result to the next
   * @param between memory of {@link #BYTES}
   */
  static void transpose(long from, long fromDistance, long to, long toDistance, long between) {
    if (SIZE == 16) {
      transpose16(from, fromDistance, to, toDistance, between);
      return;
    }
    int swapped = SIZE / 2;
    swap(from, fromDistance, between, PITCH, swapped);
    for (swapped /= 2; swapped > 1; swapped /= 2) {
      swap(between, PITCH, between, PITCH, swapped);
    }
    swap(between, PITCH, to, toDistance, 1);
  }

  /**
   * Loads each line twice instead of four times. It is too long to be inlined, as methods with
   * vectors must be; see {@link VectorTiles}.
   */
  private static void transpose16(
      long from, long fromDistance, long to, long toDistance, long between) {
    // By 8 and by 4, four lines that are 4 apart.
    for (int line = 0; line < 4; line++) {
      long at = from + line * fromDistance;
      IntVector a = IntVector.fromMemorySegment(SPECIES, ALL, at, LITTLE);
      IntVector b = IntVector.fromMemorySegment(SPECIES, ALL, at + 4 * fromDistance, LITTLE);
      IntVector c = IntVector.fromMemorySegment(SPECIES, ALL, at + 8 * fromDistance, LITTLE);
      IntVector d = IntVector.fromMemorySegment(SPECIES, ALL, at + 12 * fromDistance, LITTLE);
      IntVector ac = UPPER_8.selectFrom(a, c);
      IntVector ca = LOWER_8.selectFrom(a, c);
      IntVector bd = UPPER_8.selectFrom(b, d);
      IntVector db = LOWER_8.selectFrom(b, d);
      long into = between + line * PITCH;
      UPPER_4.selectFrom(ac, bd).intoMemorySegment(ALL, into, LITTLE);
      LOWER_4.selectFrom(ac, bd).intoMemorySegment(ALL, into + 4 * PITCH, LITTLE);
      UPPER_4.selectFrom(ca, db).intoMemorySegment(ALL, into + 8 * PITCH, LITTLE);
      LOWER_4.selectFrom(ca, db).intoMemorySegment(ALL, into + 12 * PITCH, LITTLE);
    }
    // By 2 and by 1, four lines that follow each other.
    for (int line = 0; line < SIZE; line += 4) {
      long at = between + line * PITCH;
      IntVector a = IntVector.fromMemorySegment(SPECIES, ALL, at, LITTLE);
      IntVector b = IntVector.fromMemorySegment(SPECIES, ALL, at + PITCH, LITTLE);
      IntVector c = IntVector.fromMemorySegment(SPECIES, ALL, at + 2 * PITCH, LITTLE);
      IntVector d = IntVector.fromMemorySegment(SPECIES, ALL, at + 3 * PITCH, LITTLE);
      IntVector ac = UPPER_2.selectFrom(a, c);
      IntVector ca = LOWER_2.selectFrom(a, c);
      IntVector bd = UPPER_2.selectFrom(b, d);
      IntVector db = LOWER_2.selectFrom(b, d);
      long into = to + line * toDistance;
      UPPER_1.selectFrom(ac, bd).intoMemorySegment(ALL, into, LITTLE);
      LOWER_1.selectFrom(ac, bd).intoMemorySegment(ALL, into + toDistance, LITTLE);
      UPPER_1.selectFrom(ca, db).intoMemorySegment(ALL, into + 2 * toDistance, LITTLE);
      LOWER_1.selectFrom(ca, db).intoMemorySegment(ALL, into + 3 * toDistance, LITTLE);
    }
  }

  private static void swap(long from, long fromDistance, long to, long toDistance, int size) {
    IntVector upper = size == 1 ? UPPER_1 : size == 2 ? UPPER_2 : UPPER_4;
    IntVector lower = size == 1 ? LOWER_1 : size == 2 ? LOWER_2 : LOWER_4;
    for (int line = 0; line < SIZE; line++) {
      if ((line & size) == 0) {
        long at = from + line * fromDistance;
        long into = to + line * toDistance;
        IntVector a = IntVector.fromMemorySegment(SPECIES, ALL, at, LITTLE);
        IntVector b = IntVector.fromMemorySegment(SPECIES, ALL, at + size * fromDistance, LITTLE);
        upper.selectFrom(a, b).intoMemorySegment(ALL, into, LITTLE);
        lower.selectFrom(a, b).intoMemorySegment(ALL, into + size * toDistance, LITTLE);
      }
    }
  }

  /** Which entries of two lines the first one has afterwards; those of the second count on. */
  private static IntVector upper(int size) {
    return places(size, 0);
  }

  private static IntVector lower(int size) {
    return places(size, size);
  }

  private static IntVector places(int size, int kept) {
    int[] places = new int[SIZE];
    for (int lane = 0; lane < SIZE; lane++) {
      int line = (lane & size) == 0 ? 0 : SIZE;
      int entry = (lane & size) == kept ? lane : lane ^ size;
      places[lane] = line + entry % SIZE;
    }
    return IntVector.fromArray(SPECIES, places, 0);
  }
}
