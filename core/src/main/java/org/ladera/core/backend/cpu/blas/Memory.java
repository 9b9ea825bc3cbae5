package org.ladera.core.backend.cpu.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * All memory as one constant segment, read and written at absolute addresses: what costs a bounds
 * check that can fail is the plan, not each access.
 */
@SuppressWarnings("restricted")
final class Memory {
  static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  static float float32(long address) {
    return ALL.get(JAVA_FLOAT_UNALIGNED, address);
  }

  static void float32(long address, float value) {
    ALL.set(JAVA_FLOAT_UNALIGNED, address, value);
  }

  static double float64(long address) {
    return ALL.get(JAVA_DOUBLE_UNALIGNED, address);
  }

  static void float64(long address, double value) {
    ALL.set(JAVA_DOUBLE_UNALIGNED, address, value);
  }
}
