package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** The larger or smaller of two entries, as Java's {@code Math.max} and {@code min} have it. */
final class ExtremePairLoop {
  private ExtremePairLoop() {}

  /** One operand may be a single number; it is the second one in the loops. */
  static Step of(JavaLoop loop, List<Operand> inputs, Block output) {
    boolean swap = inputs.get(0).block().length() < output.length();
    Operand left = inputs.get(swap ? 1 : 0);
    Operand right = inputs.get(swap ? 0 : 1);
    if (left.block().length() != output.length()) {
      throw new IllegalStateException("one operand at least is as large as the result");
    }
    boolean largest = loop == JavaLoop.MAXIMUM;
    boolean single = right.isSingle();
    MemorySegment a = left.memory();
    MemorySegment b = right.memory();
    MemorySegment to = output.memory();
    long length = output.length();
    Runnable body =
        switch (output.dtype()) {
          case FLOAT32 -> () -> floats(largest, single, a, b, to, length);
          case FLOAT64 -> () -> doubles(largest, single, a, b, to, length);
          case INT32 -> () -> ints(largest, single, a, b, to, length);
          case INT64 -> () -> longs(largest, single, a, b, to, length);
          case BOOL -> throw new IllegalStateException("bool has no order of numbers");
        };
    return new JavaStep(loop, List.of(left.block(), right.block()), output, body);
  }

  private static void floats(
      boolean largest,
      boolean single,
      MemorySegment a,
      MemorySegment b,
      MemorySegment to,
      long length) {
    float same = b.getAtIndex(JAVA_FLOAT, 0);
    for (long i = 0; i < length; i++) {
      float left = a.getAtIndex(JAVA_FLOAT, i);
      float right = single ? same : b.getAtIndex(JAVA_FLOAT, i);
      to.setAtIndex(JAVA_FLOAT, i, largest ? Math.max(left, right) : Math.min(left, right));
    }
  }

  private static void doubles(
      boolean largest,
      boolean single,
      MemorySegment a,
      MemorySegment b,
      MemorySegment to,
      long length) {
    double same = b.getAtIndex(JAVA_DOUBLE, 0);
    for (long i = 0; i < length; i++) {
      double left = a.getAtIndex(JAVA_DOUBLE, i);
      double right = single ? same : b.getAtIndex(JAVA_DOUBLE, i);
      to.setAtIndex(JAVA_DOUBLE, i, largest ? Math.max(left, right) : Math.min(left, right));
    }
  }

  private static void ints(
      boolean largest,
      boolean single,
      MemorySegment a,
      MemorySegment b,
      MemorySegment to,
      long length) {
    for (long i = 0; i < length; i++) {
      int left = a.getAtIndex(JAVA_INT, i);
      int right = b.getAtIndex(JAVA_INT, single ? 0 : i);
      to.setAtIndex(JAVA_INT, i, largest ? Math.max(left, right) : Math.min(left, right));
    }
  }

  private static void longs(
      boolean largest,
      boolean single,
      MemorySegment a,
      MemorySegment b,
      MemorySegment to,
      long length) {
    for (long i = 0; i < length; i++) {
      long left = a.getAtIndex(JAVA_LONG, i);
      long right = b.getAtIndex(JAVA_LONG, single ? 0 : i);
      to.setAtIndex(JAVA_LONG, i, largest ? Math.max(left, right) : Math.min(left, right));
    }
  }
}
