package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.ladera.core.type.DType;

/** Single entries, where speed does not matter. */
final class Scalars {
  private Scalars() {}

  /** A floating entry. */
  static double floating(MemorySegment memory, DType dtype, long index) {
    return switch (dtype) {
      case FLOAT32 -> memory.getAtIndex(JAVA_FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(JAVA_DOUBLE, index);
      case INT32, INT64, BOOL -> throw new IllegalStateException("not a floating type: " + dtype);
    };
  }

  /** An integer or bool entry. */
  static long whole(MemorySegment memory, DType dtype, long index) {
    return switch (dtype) {
      case INT32 -> memory.getAtIndex(JAVA_INT, index);
      case INT64 -> memory.getAtIndex(JAVA_LONG, index);
      case BOOL -> memory.get(JAVA_BYTE, index);
      case FLOAT32, FLOAT64 -> throw new IllegalStateException("not a whole type: " + dtype);
    };
  }

  /** Sets a floating entry; a float32 is rounded once. */
  static void setFloating(MemorySegment memory, DType dtype, long index, double value) {
    switch (dtype) {
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, index, value);
      case INT32, INT64, BOOL -> throw new IllegalStateException("not a floating type: " + dtype);
    }
  }

  /** Sets an integer or bool entry; an int32 keeps the low bits. */
  static void setWhole(MemorySegment memory, DType dtype, long index, long value) {
    switch (dtype) {
      case INT32 -> memory.setAtIndex(JAVA_INT, index, (int) value);
      case INT64 -> memory.setAtIndex(JAVA_LONG, index, value);
      case BOOL -> memory.set(JAVA_BYTE, index, (byte) (value != 0 ? 1 : 0));
      case FLOAT32, FLOAT64 -> throw new IllegalStateException("not a whole type: " + dtype);
    }
  }

  /** Sets all floating entries. */
  static void setFloating(MemorySegment memory, DType dtype, double[] values) {
    for (int i = 0; i < values.length; i++) {
      setFloating(memory, dtype, i, values[i]);
    }
  }

  /** Sets all integer or bool entries. */
  static void setWhole(MemorySegment memory, DType dtype, long[] values) {
    for (int i = 0; i < values.length; i++) {
      setWhole(memory, dtype, i, values[i]);
    }
  }
}
