package org.ladera.core.backend.cpu.run;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.ladera.core.type.DType;

/** All memory of the process, by address. */
final class Memory {
  /** A constant, so that the JIT drops every check of bounds and of life. */
  @SuppressWarnings("restricted")
  static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  static void copy(long from, long to, long bytes) {
    MemorySegment.copy(ALL, from, ALL, to, bytes);
  }

  static void clear(long from, long bytes) {
    ALL.asSlice(from, bytes).fill((byte) 0);
  }

  static int getInt(long address) {
    return ALL.get(JAVA_INT_UNALIGNED, address);
  }

  static void setInt(long address, int value) {
    ALL.set(JAVA_INT_UNALIGNED, address, value);
  }

  static long getLong(long address) {
    return ALL.get(JAVA_LONG_UNALIGNED, address);
  }

  static void setLong(long address, long value) {
    ALL.set(JAVA_LONG_UNALIGNED, address, value);
  }

  /** An entry of an integer type. */
  static long getWhole(DType dtype, long address) {
    return dtype == DType.INT32 ? getInt(address) : getLong(address);
  }

  /** An entry as a double; a bool is 0 or 1. */
  static double getNumber(DType dtype, long address) {
    return switch (dtype) {
      case FLOAT32 -> ALL.get(JAVA_FLOAT_UNALIGNED, address);
      case FLOAT64 -> ALL.get(JAVA_DOUBLE_UNALIGNED, address);
      case INT32 -> getInt(address);
      case INT64 -> getLong(address);
      case BOOL -> ALL.get(JAVA_BYTE, address);
    };
  }

  static void load(long from, float[] into, int count) {
    MemorySegment.copy(ALL, JAVA_FLOAT_UNALIGNED, from, into, 0, count);
  }

  static void load(long from, double[] into, int count) {
    MemorySegment.copy(ALL, JAVA_DOUBLE_UNALIGNED, from, into, 0, count);
  }

  static void load(long from, int[] into, int count) {
    MemorySegment.copy(ALL, JAVA_INT_UNALIGNED, from, into, 0, count);
  }

  static void load(long from, long[] into, int count) {
    MemorySegment.copy(ALL, JAVA_LONG_UNALIGNED, from, into, 0, count);
  }

  static void store(float[] from, long to, int count) {
    MemorySegment.copy(from, 0, ALL, JAVA_FLOAT_UNALIGNED, to, count);
  }

  static void store(double[] from, long to, int count) {
    MemorySegment.copy(from, 0, ALL, JAVA_DOUBLE_UNALIGNED, to, count);
  }

  static void store(int[] from, long to, int count) {
    MemorySegment.copy(from, 0, ALL, JAVA_INT_UNALIGNED, to, count);
  }

  static void store(long[] from, long to, int count) {
    MemorySegment.copy(from, 0, ALL, JAVA_LONG_UNALIGNED, to, count);
  }
}
