package org.ladera.core.program.interpret;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.ladera.core.type.DType;

/** Copies between registers and memory. One segment for all memory keeps every call site simple. */
final class Memory {
  // Whoever asks for a kernel vouches for the addresses.
  @SuppressWarnings("restricted")
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  /** The bits of the entry at an address. */
  static long read(DType dtype, long address) {
    return switch (dtype) {
      case FLOAT32 -> Bits.of(ALL.get(JAVA_FLOAT_UNALIGNED, address));
      case FLOAT64 -> Bits.of(ALL.get(JAVA_DOUBLE_UNALIGNED, address));
      case INT32 -> ALL.get(JAVA_INT_UNALIGNED, address);
      case INT64 -> ALL.get(JAVA_LONG_UNALIGNED, address);
      case BOOL -> ALL.get(JAVA_BYTE, address);
    };
  }

  /** Writes an entry at an address. */
  static void write(DType dtype, long address, long bits) {
    switch (dtype) {
      case FLOAT32 -> ALL.set(JAVA_FLOAT_UNALIGNED, address, Bits.toFloat(bits));
      case FLOAT64 -> ALL.set(JAVA_DOUBLE_UNALIGNED, address, Bits.toDouble(bits));
      case INT32 -> ALL.set(JAVA_INT_UNALIGNED, address, (int) bits);
      case INT64 -> ALL.set(JAVA_LONG_UNALIGNED, address, bits);
      case BOOL -> ALL.set(JAVA_BYTE, address, (byte) bits);
    }
  }

  /** Reads entries that lie any distance, in bytes, from each other. */
  static void load(
      Registers in, DType dtype, int register, int from, int count, long address, long distance) {
    if (distance == dtype.size()) {
      copyIn(in, dtype, register, from, count, address);
      return;
    }
    if (distance == 0) {
      in.fill(dtype, register, from, from + count, read(dtype, address));
      return;
    }
    switch (dtype) {
      case FLOAT32 -> gather(in.floats[register], from, count, address, distance);
      case FLOAT64 -> gather(in.doubles[register], from, count, address, distance);
      case INT32 -> gather(in.ints[register], from, count, address, distance);
      case INT64 -> gather(in.longs[register], from, count, address, distance);
      case BOOL -> gather(in.bools[register], from, count, address, distance);
    }
  }

  /** Writes entries that lie any distance, in bytes, from each other. */
  static void store(
      Registers in, DType dtype, int register, int from, int count, long address, long distance) {
    if (distance == dtype.size()) {
      copyOut(in, dtype, register, from, count, address);
      return;
    }
    switch (dtype) {
      case FLOAT32 -> scatter(in.floats[register], from, count, address, distance);
      case FLOAT64 -> scatter(in.doubles[register], from, count, address, distance);
      case INT32 -> scatter(in.ints[register], from, count, address, distance);
      case INT64 -> scatter(in.longs[register], from, count, address, distance);
      case BOOL -> scatter(in.bools[register], from, count, address, distance);
    }
  }

  private static void copyIn(
      Registers in, DType dtype, int register, int from, int count, long address) {
    switch (dtype) {
      case FLOAT32 ->
          MemorySegment.copy(ALL, JAVA_FLOAT_UNALIGNED, address, in.floats[register], from, count);
      case FLOAT64 ->
          MemorySegment.copy(
              ALL, JAVA_DOUBLE_UNALIGNED, address, in.doubles[register], from, count);
      case INT32 ->
          MemorySegment.copy(ALL, JAVA_INT_UNALIGNED, address, in.ints[register], from, count);
      case INT64 ->
          MemorySegment.copy(ALL, JAVA_LONG_UNALIGNED, address, in.longs[register], from, count);
      case BOOL -> MemorySegment.copy(ALL, JAVA_BYTE, address, in.bools[register], from, count);
    }
  }

  private static void copyOut(
      Registers in, DType dtype, int register, int from, int count, long address) {
    switch (dtype) {
      case FLOAT32 ->
          MemorySegment.copy(in.floats[register], from, ALL, JAVA_FLOAT_UNALIGNED, address, count);
      case FLOAT64 ->
          MemorySegment.copy(
              in.doubles[register], from, ALL, JAVA_DOUBLE_UNALIGNED, address, count);
      case INT32 ->
          MemorySegment.copy(in.ints[register], from, ALL, JAVA_INT_UNALIGNED, address, count);
      case INT64 ->
          MemorySegment.copy(in.longs[register], from, ALL, JAVA_LONG_UNALIGNED, address, count);
      case BOOL -> MemorySegment.copy(in.bools[register], from, ALL, JAVA_BYTE, address, count);
    }
  }

  private static void gather(float[] to, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      to[from + i] = ALL.get(JAVA_FLOAT_UNALIGNED, address + i * distance);
    }
  }

  private static void gather(double[] to, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      to[from + i] = ALL.get(JAVA_DOUBLE_UNALIGNED, address + i * distance);
    }
  }

  private static void gather(int[] to, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      to[from + i] = ALL.get(JAVA_INT_UNALIGNED, address + i * distance);
    }
  }

  private static void gather(long[] to, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      to[from + i] = ALL.get(JAVA_LONG_UNALIGNED, address + i * distance);
    }
  }

  private static void gather(byte[] to, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      to[from + i] = ALL.get(JAVA_BYTE, address + i * distance);
    }
  }

  private static void scatter(float[] of, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_FLOAT_UNALIGNED, address + i * distance, of[from + i]);
    }
  }

  private static void scatter(double[] of, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_DOUBLE_UNALIGNED, address + i * distance, of[from + i]);
    }
  }

  private static void scatter(int[] of, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_INT_UNALIGNED, address + i * distance, of[from + i]);
    }
  }

  private static void scatter(long[] of, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_LONG_UNALIGNED, address + i * distance, of[from + i]);
    }
  }

  private static void scatter(byte[] of, int from, int count, long address, long distance) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_BYTE, address + i * distance, of[from + i]);
    }
  }
}
