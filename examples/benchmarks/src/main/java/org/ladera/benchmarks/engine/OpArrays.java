package org.ladera.benchmarks.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.ladera.benchmarks.work.Operand;

/** What ops read, the same for every engine, whose index types differ. */
final class OpArrays {
  private OpArrays() {}

  /** How wide integers are, in memory. */
  enum Width {
    BYTE,
    INT,
    LONG;

    static Width of(int bytes) {
      return switch (bytes) {
        case Byte.BYTES -> BYTE;
        case Integer.BYTES -> INT;
        case Long.BYTES -> LONG;
        default -> throw new IllegalArgumentException("integers of " + bytes + " bytes");
      };
    }
  }

  /**
   * Fills an operand.
   *
   * @param address where it is
   * @param operand what it is
   * @param index which operand of the op
   * @param width of integers, if it has some
   */
  static void fill(long address, Operand operand, int index, Width width) {
    int count = operand.count();
    switch (operand.content()) {
      case SIGNED, POSITIVE ->
          NativeFloats.fill(
              address, count, index, operand.content().low(), operand.content().high());
      case TRUTHS -> integers(address, count, 2, index, Width.BYTE);
      case ROWS -> integers(address, count, count, index, width);
    }
  }

  private static void integers(long address, int count, int bound, int seed, Width width) {
    SplittableRandom random = new SplittableRandom(seed);
    MemorySegment memory = NativeFloats.segment(address, 2L * count);
    for (int i = 0; i < count; i++) {
      int value = random.nextInt(bound);
      switch (width) {
        case BYTE -> memory.set(JAVA_BYTE, i, (byte) value);
        case INT -> memory.setAtIndex(JAVA_INT_UNALIGNED, i, value);
        case LONG -> memory.setAtIndex(JAVA_LONG_UNALIGNED, i, value);
      }
    }
  }

  /** {@return integers in memory as floats, all or evenly spread ones} */
  static float[] sample(long address, long count, int most, Width width) {
    long distance = Math.max(1, (count + most - 1) / most);
    float[] values = new float[Math.toIntExact((count + distance - 1) / distance)];
    MemorySegment memory = NativeFloats.segment(address, 2 * count);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (width) {
            case BYTE -> memory.get(JAVA_BYTE, i * distance);
            case INT -> memory.getAtIndex(JAVA_INT_UNALIGNED, i * distance);
            case LONG -> memory.getAtIndex(JAVA_LONG_UNALIGNED, i * distance);
          };
    }
    return values;
  }
}
