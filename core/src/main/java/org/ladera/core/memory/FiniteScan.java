package org.ladera.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.ladera.core.type.DType;

/**
 * Looks for NaN and infinities. A block at a time is tested by integer arithmetic without branches,
 * which the JIT turns into vector code; only a block that has one is searched.
 */
final class FiniteScan {
  private static final int BLOCK = 4096;
  private static final int EXPONENT_32 = 0x7f80_0000;
  private static final long EXPONENT_64 = 0x7ff0_0000_0000_0000L;

  private FiniteScan() {}

  /** The index of the first entry that is NaN or infinite, or -1. */
  static long firstNonFinite(MemorySegment memory, DType dtype) {
    if (!dtype.isFloating()) {
      return -1;
    }
    boolean wide = dtype == DType.FLOAT64;
    long size = memory.byteSize() / dtype.size();
    for (long first = 0; first < size; first += BLOCK) {
      int count = (int) Math.min(BLOCK, size - first);
      boolean finite =
          wide ? finiteDoubles(memory, first, count) : finiteFloats(memory, first, count);
      if (!finite) {
        return search(memory, wide, first);
      }
    }
    return -1;
  }

  // A value is finite where its bits without the sign are below those of infinity: where the
  // difference is negative.
  private static boolean finiteFloats(MemorySegment memory, long first, int count) {
    int all = -1;
    for (int i = 0; i < count; i++) {
      int bits = memory.getAtIndex(JAVA_INT, first + i);
      all &= (bits & Integer.MAX_VALUE) - EXPONENT_32;
    }
    return all < 0;
  }

  private static boolean finiteDoubles(MemorySegment memory, long first, int count) {
    long all = -1;
    for (int i = 0; i < count; i++) {
      long bits = memory.getAtIndex(JAVA_LONG, first + i);
      all &= (bits & Long.MAX_VALUE) - EXPONENT_64;
    }
    return all < 0;
  }

  private static long search(MemorySegment memory, boolean wide, long first) {
    long index = first;
    while (wide
        ? Double.isFinite(memory.getAtIndex(JAVA_DOUBLE, index))
        : Float.isFinite(memory.getAtIndex(JAVA_FLOAT, index))) {
      index++;
    }
    return index;
  }
}
