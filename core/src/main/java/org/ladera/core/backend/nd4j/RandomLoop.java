package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;

/** Random bits, as {@link Philox} defines them. */
final class RandomLoop {
  private static final int CHUNK = 1024;

  private RandomLoop() {}

  static Step of(RandomBits op, Operand counter, Block output) {
    MemorySegment from = counter.memory();
    MemorySegment to = output.memory();
    long length = output.length();
    Runnable body;
    if (output.dtype() == DType.INT32) {
      int[] chunk = new int[CHUNK];
      body = () -> ints(op, from.getAtIndex(JAVA_LONG, 0), chunk, to, length);
    } else {
      long[] chunk = new long[CHUNK];
      body = () -> longs(op, from.getAtIndex(JAVA_LONG, 0), chunk, to, length);
    }
    return new JavaStep(JavaLoop.RANDOM_BITS, List.of(counter.block()), output, body);
  }

  private static void ints(
      RandomBits op, long counter, int[] chunk, MemorySegment to, long length) {
    for (long first = 0; first < length; first += CHUNK) {
      int count = (int) Math.min(CHUNK, length - first);
      Philox.fill(op.seed(), op.stream(), counter, first, op.bits(), chunk, 0, count, new int[4]);
      MemorySegment.copy(chunk, 0, to, JAVA_INT, first * Integer.BYTES, count);
    }
  }

  private static void longs(
      RandomBits op, long counter, long[] chunk, MemorySegment to, long length) {
    for (long first = 0; first < length; first += CHUNK) {
      int count = (int) Math.min(CHUNK, length - first);
      Philox.fill(op.seed(), op.stream(), counter, first, op.bits(), chunk, 0, count, new int[4]);
      MemorySegment.copy(chunk, 0, to, JAVA_LONG, first * Long.BYTES, count);
    }
  }
}
