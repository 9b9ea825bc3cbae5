package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ladera.core.type.DType;

/**
 * To integers: toward zero, to the nearest one that there is, and NaN to 0. Java's casts do that.
 */
final class CastLoop {
  private CastLoop() {}

  static Step of(Operand input, Block output) {
    MemorySegment from = input.memory();
    MemorySegment to = output.memory();
    DType dtype = input.dtype();
    long length = output.length();
    Runnable body;
    if (dtype == DType.INT64) {
      body = () -> narrow(from, to, length);
    } else if (output.dtype() == DType.INT32) {
      body = () -> toInts(from, dtype, to, length);
    } else {
      body = () -> toLongs(from, dtype, to, length);
    }
    return new JavaStep(JavaLoop.CAST, List.of(input.block()), output, body);
  }

  private static void toInts(MemorySegment from, DType dtype, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      to.setAtIndex(JAVA_INT, i, (int) Scalars.floating(from, dtype, i));
    }
  }

  private static void toLongs(MemorySegment from, DType dtype, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      to.setAtIndex(JAVA_LONG, i, (long) Scalars.floating(from, dtype, i));
    }
  }

  private static void narrow(MemorySegment from, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      long value = from.getAtIndex(JAVA_LONG, i);
      to.setAtIndex(JAVA_INT, i, Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
  }
}
