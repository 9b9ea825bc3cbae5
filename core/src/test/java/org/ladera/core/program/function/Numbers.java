package org.ladera.core.program.function;

import java.util.stream.LongStream;

/** The float32 numbers in tiles, or a sixteenth of them. */
final class Numbers {
  static final int TILE = 1 << 15;

  /** The tiles of all numbers. */
  static final long ALL = (1L << 32) / TILE;

  /** The tiles of a sixteenth of them. */
  static final long SIXTEENTH = ALL / 16;

  private static final int FAR = Float.floatToRawIntBits(0x1p17f) + 1;

  private Numbers() {}

  /** Writes the bits of one tile of all numbers, in the order of their bits. */
  static void fill(long tile, int[] bits) {
    for (int i = 0; i < TILE; i++) {
      bits[i] = (int) (tile * TILE + i);
    }
  }

  /** Writes the bits of a tile of a sixteenth: one of any 16 in a row, and not always the same. */
  static void fillSixteenth(long tile, int[] bits) {
    for (int i = 0; i < TILE; i++) {
      int number = (int) tile * TILE + i;
      bits[i] = number << 4 | (number * 0x9e3779b1) >>> 28;
    }
  }

  /**
   * The tiles from first to end that a function is worth: all, but of those beyond 2^17, where sine
   * and cosine are StrictMath's own and slow, one in 64.
   */
  static LongStream worthwhile(Subject subject, long first, long end, int bitsEach) {
    return LongStream.range(first, end)
        .filter(
            tile -> {
              int size = (int) (tile * TILE * bitsEach) & 0x7fffffff;
              return !subject.isLeftToStrictMathWhenFar() || size < FAR || tile % 64 == 0;
            });
  }
}
