package org.ladera.core.backend.nd4j;

import com.google.common.primitives.ImmutableIntArray;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.type.DType;

/**
 * The largest or smallest entries along axes, as Java's {@code Math.max} and {@code min} have it.
 */
final class ExtremeLoop {
  private ExtremeLoop() {}

  static Step of(JavaLoop loop, ImmutableIntArray axes, Operand input, Block output) {
    Runs runs = Runs.of(input.shape(), axes);
    MemorySegment from = input.memory();
    MemorySegment to = output.memory();
    boolean largest = loop == JavaLoop.MAX;
    int length = Math.toIntExact(output.length());
    Runnable body;
    if (output.dtype().isFloating()) {
      double[] found = new double[length];
      body = () -> floating(runs, from, largest, found, to, output.dtype());
    } else {
      long[] found = new long[length];
      body = () -> whole(runs, from, largest, found, to, output.dtype());
    }
    return new JavaStep(loop, List.of(input.block()), output, body);
  }

  private static void floating(
      Runs runs,
      MemorySegment from,
      boolean largest,
      double[] found,
      MemorySegment to,
      DType dtype) {
    Arrays.fill(found, largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    int length = runs.length();
    int step = runs.isReduced() ? 0 : 1;
    runs.forEach(
        (first, entry) -> {
          for (int i = 0; i < length; i++) {
            int place = (int) entry + i * step;
            double value = Scalars.floating(from, dtype, first + i);
            found[place] = largest ? Math.max(found[place], value) : Math.min(found[place], value);
          }
        });
    Scalars.setFloating(to, dtype, found);
  }

  private static void whole(
      Runs runs, MemorySegment from, boolean largest, long[] found, MemorySegment to, DType dtype) {
    Arrays.fill(found, largest ? Long.MIN_VALUE : Long.MAX_VALUE);
    int length = runs.length();
    int step = runs.isReduced() ? 0 : 1;
    runs.forEach(
        (first, entry) -> {
          for (int i = 0; i < length; i++) {
            int place = (int) entry + i * step;
            long value = Scalars.whole(from, dtype, first + i);
            found[place] = largest ? Math.max(found[place], value) : Math.min(found[place], value);
          }
        });
    Scalars.setWhole(to, dtype, found);
  }
}
