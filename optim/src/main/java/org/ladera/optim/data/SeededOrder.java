package org.ladera.optim.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random orders from a seed: a Fisher-Yates shuffle over the generator {@code L64X128MixRandom}
 * (Steele, Vigna: LXM, 2021, doi:10.1145/3485525), whose sequence of longs Java specifies. Only
 * that sequence is used: how Java makes bounded integers of it may change between releases.
 */
final class SeededOrder {
  /** The stream of splits; epochs count from 0 on. */
  static final long SPLIT = -1;

  /** The stream of a data set's own shuffle. */
  static final long SHUFFLE = -2;

  private SeededOrder() {}

  /**
   * A permutation of 0..size-1.
   *
   * @param size how many numbers
   * @param seed the user's seed
   * @param stream what the order is for, so that one seed serves splits and every epoch
   */
  static int[] permutation(int size, long seed, long stream) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(mix(mix(seed) + stream));
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int other = (int) Math.unsignedMultiplyHigh(random.nextLong(), i + 1L);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** Variant 13 of Stafford's mixers, as in SplitMix64: one-to-one, so no two streams meet. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
