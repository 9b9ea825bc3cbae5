package org.ladera.core.backend.cpu.run;

import org.ladera.core.program.Random;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;

/** Draws some of the values. */
final class RandomWork extends Work {
  private static final int TILE = 1024;

  private final Random random;
  private final long from;
  private final long to;
  private final long[] addresses;
  private final int[] ints;
  private final long[] longs;
  private final int[] words = new int[4];

  /**
   * A part of a draw.
   *
   * @param from the first value
   * @param to the value behind the last
   */
  RandomWork(Random random, long from, long to, Addresses addresses) {
    this.random = random;
    this.from = from;
    this.to = to;
    this.addresses = addresses.bind(random.counter(), random.target());
    boolean narrow = addresses.buffers().get(random.target()).dtype() == DType.INT32;
    int most = (int) Math.min(TILE, to - from);
    this.ints = new int[narrow ? most : 0];
    this.longs = new long[narrow ? 0 : most];
  }

  @Override
  void run(Worker worker) {
    long counter = Memory.getLong(addresses[0]);
    for (long first = from; first < to; first += TILE) {
      int count = (int) Math.min(TILE, to - first);
      if (ints.length > 0) {
        Philox.fill(
            random.seed(), random.stream(), counter, first, random.bits(), ints, 0, count, words);
        Memory.store(ints, addresses[1] + first * Integer.BYTES, count);
      } else {
        Philox.fill(
            random.seed(), random.stream(), counter, first, random.bits(), longs, 0, count, words);
        Memory.store(longs, addresses[1] + first * Long.BYTES, count);
      }
    }
  }
}
