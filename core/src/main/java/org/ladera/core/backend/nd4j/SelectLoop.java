package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The entry of one array or of another. Entries are moved as bits; any operand may be a single one.
 */
final class SelectLoop {
  private SelectLoop() {}

  static Step of(List<Operand> inputs, Block output) {
    Source condition = Source.of(inputs.get(0), output);
    Source a = Source.of(inputs.get(1), output);
    Source b = Source.of(inputs.get(2), output);
    MemorySegment to = output.memory();
    long length = output.length();
    Runnable body =
        switch (output.dtype()) {
          case FLOAT32, INT32 -> () -> ints(condition, a, b, to, length);
          case FLOAT64, INT64 -> () -> longs(condition, a, b, to, length);
          case BOOL -> () -> bytes(condition, a, b, to, length);
        };
    return new JavaStep(
        JavaLoop.SELECT, inputs.stream().map(Operand::block).toList(), output, body);
  }

  /** Entry i of the operand is the stored one of index i times step. */
  private record Source(MemorySegment memory, int step) {
    static Source of(Operand operand, Block output) {
      return new Source(operand.memory(), operand.block().length() == output.length() ? 1 : 0);
    }
  }

  private static boolean holds(Source condition, long i) {
    return condition.memory.get(JAVA_BYTE, i * condition.step) != 0;
  }

  private static void ints(Source condition, Source a, Source b, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      int left = a.memory.getAtIndex(JAVA_INT, i * a.step);
      int right = b.memory.getAtIndex(JAVA_INT, i * b.step);
      to.setAtIndex(JAVA_INT, i, holds(condition, i) ? left : right);
    }
  }

  private static void longs(Source condition, Source a, Source b, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      long left = a.memory.getAtIndex(JAVA_LONG, i * a.step);
      long right = b.memory.getAtIndex(JAVA_LONG, i * b.step);
      to.setAtIndex(JAVA_LONG, i, holds(condition, i) ? left : right);
    }
  }

  private static void bytes(Source condition, Source a, Source b, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      byte left = a.memory.get(JAVA_BYTE, i * a.step);
      byte right = b.memory.get(JAVA_BYTE, i * b.step);
      to.set(JAVA_BYTE, i, holds(condition, i) ? left : right);
    }
  }
}
