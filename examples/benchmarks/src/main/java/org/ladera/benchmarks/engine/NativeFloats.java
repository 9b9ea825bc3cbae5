package org.ladera.benchmarks.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Numbers of float32 in native memory, which every library hands out by its address. */
final class NativeFloats {
  private NativeFloats() {}

  /**
   * Fills memory with even random numbers. The same seed gives the same numbers.
   *
   * @param address where they go
   * @param count how many
   * @param seed of the numbers
   * @param low the least
   * @param high above all of them
   */
  static void fill(long address, long count, long seed, float low, float high) {
    SplittableRandom random = new SplittableRandom(seed);
    MemorySegment memory = segment(address, count);
    for (long i = 0; i < count; i++) {
      memory.setAtIndex(JAVA_FLOAT_UNALIGNED, i, random.nextFloat(low, high));
    }
  }

  /**
   * {@return numbers in memory, all or evenly spread ones}
   *
   * @param address where they are
   * @param count how many there are
   * @param most how many are wanted at most
   */
  static float[] sample(long address, long count, int most) {
    long distance = Math.max(1, (count + most - 1) / most);
    float[] values = new float[Math.toIntExact((count + distance - 1) / distance)];
    MemorySegment memory = segment(address, count);
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.getAtIndex(JAVA_FLOAT_UNALIGNED, i * distance);
    }
    return values;
  }

  /** {@return numbers of float64 in memory, rounded, all or evenly spread ones} */
  static float[] sampleDoubles(long address, long count, int most) {
    long distance = Math.max(1, (count + most - 1) / most);
    float[] values = new float[Math.toIntExact((count + distance - 1) / distance)];
    MemorySegment memory = segment(address, 2 * count);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) memory.getAtIndex(JAVA_DOUBLE_UNALIGNED, i * distance);
    }
    return values;
  }

  /** {@return that memory} */
  @SuppressWarnings("restricted")
  static MemorySegment segment(long address, long count) {
    return MemorySegment.ofAddress(address).reinterpret(count * Float.BYTES);
  }
}
