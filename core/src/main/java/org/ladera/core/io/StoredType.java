package org.ladera.core.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/**
 * The entry types of safetensors files that can be read, in the format's order of alignment. Those
 * that we do not have are widened to the smallest of ours that holds every value.
 */
enum StoredType {
  BOOL(1, DType.BOOL),
  U8(1, DType.INT32),
  I8(1, DType.INT32),
  I16(2, DType.INT32),
  U16(2, DType.INT32),
  F16(2, DType.FLOAT32),
  BF16(2, DType.FLOAT32),
  I32(4, DType.INT32),
  U32(4, DType.INT64),
  F32(4, DType.FLOAT32),
  F64(8, DType.FLOAT64),
  I64(8, DType.INT64);

  private final int size;
  private final DType dtype;

  StoredType(int size, DType dtype) {
    this.size = size;
    this.dtype = dtype;
  }

  /** The type that entries of ours are stored as. */
  static StoredType of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> F32;
      case FLOAT64 -> F64;
      case INT32 -> I32;
      case INT64 -> I64;
      case BOOL -> BOOL;
    };
  }

  /** The bytes of one entry in the file. */
  int size() {
    return size;
  }

  /** The type that entries have once read. */
  DType dtype() {
    return dtype;
  }

  /** Whether the bytes in the file are those in memory. */
  boolean isDirect() {
    return of(dtype) == this;
  }

  /** Widens all entries of a type that is not direct. */
  void widen(MemorySegment from, HostArray to) {
    for (long i = 0; i < to.size(); i++) {
      switch (this) {
        case U8 -> to.setLong(i, Byte.toUnsignedInt(from.get(JAVA_BYTE, i)));
        case I8 -> to.setLong(i, from.get(JAVA_BYTE, i));
        case I16 -> to.setLong(i, from.get(JAVA_SHORT_UNALIGNED, 2 * i));
        case U16 -> to.setLong(i, Short.toUnsignedInt(from.get(JAVA_SHORT_UNALIGNED, 2 * i)));
        case F16 -> to.setDouble(i, Float.float16ToFloat(from.get(JAVA_SHORT_UNALIGNED, 2 * i)));
        case BF16 ->
            to.setDouble(
                i, Float.intBitsToFloat(from.get(JAVA_SHORT_UNALIGNED, 2 * i) << Short.SIZE));
        case U32 -> to.setLong(i, Integer.toUnsignedLong(from.get(JAVA_INT_UNALIGNED, 4 * i)));
        case BOOL, I32, F32, F64, I64 ->
            throw new IllegalStateException(this + " needs no widening");
      }
    }
  }
}
