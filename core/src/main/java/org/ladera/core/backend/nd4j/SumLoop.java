package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import com.google.common.primitives.ImmutableIntArray;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.type.DType;

/** Sums along axes: floating numbers in double, integers in long, in a fixed order. */
final class SumLoop {
  private SumLoop() {}

  static Step of(ImmutableIntArray axes, Operand input, Block output) {
    Runs runs = Runs.of(input.shape(), axes);
    MemorySegment from = input.memory();
    MemorySegment to = output.memory();
    int length = Math.toIntExact(output.length());
    Runnable body;
    if (output.dtype().isFloating()) {
      double[] sums = new double[length];
      body = () -> floating(runs, from, sums, to, output.dtype() == DType.FLOAT64);
    } else {
      long[] sums = new long[length];
      body = () -> whole(runs, from, sums, to, output.dtype());
    }
    return new JavaStep(JavaLoop.SUM, List.of(input.block()), output, body);
  }

  private static void floating(
      Runs runs, MemorySegment from, double[] sums, MemorySegment to, boolean wide) {
    Arrays.fill(sums, 0);
    int length = runs.length();
    if (runs.isReduced()) {
      runs.forEach(
          (first, entry) ->
              sums[(int) entry] +=
                  wide ? doubles(from, first, length) : floats(from, first, length));
    } else {
      runs.forEach(
          (first, entry) -> {
            if (wide) {
              addDoubles(from, first, length, sums, (int) entry);
            } else {
              addFloats(from, first, length, sums, (int) entry);
            }
          });
    }
    Scalars.setFloating(to, wide ? DType.FLOAT64 : DType.FLOAT32, sums);
  }

  // Four sums at a time do not wait for each other.
  private static double floats(MemorySegment from, long first, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      sum0 += from.getAtIndex(JAVA_FLOAT, first + i);
      sum1 += from.getAtIndex(JAVA_FLOAT, first + i + 1);
      sum2 += from.getAtIndex(JAVA_FLOAT, first + i + 2);
      sum3 += from.getAtIndex(JAVA_FLOAT, first + i + 3);
    }
    for (; i < length; i++) {
      sum0 += from.getAtIndex(JAVA_FLOAT, first + i);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  private static double doubles(MemorySegment from, long first, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      sum0 += from.getAtIndex(JAVA_DOUBLE, first + i);
      sum1 += from.getAtIndex(JAVA_DOUBLE, first + i + 1);
      sum2 += from.getAtIndex(JAVA_DOUBLE, first + i + 2);
      sum3 += from.getAtIndex(JAVA_DOUBLE, first + i + 3);
    }
    for (; i < length; i++) {
      sum0 += from.getAtIndex(JAVA_DOUBLE, first + i);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  private static void addFloats(
      MemorySegment from, long first, int length, double[] sums, int entry) {
    for (int i = 0; i < length; i++) {
      sums[entry + i] += from.getAtIndex(JAVA_FLOAT, first + i);
    }
  }

  private static void addDoubles(
      MemorySegment from, long first, int length, double[] sums, int entry) {
    for (int i = 0; i < length; i++) {
      sums[entry + i] += from.getAtIndex(JAVA_DOUBLE, first + i);
    }
  }

  private static void whole(
      Runs runs, MemorySegment from, long[] sums, MemorySegment to, DType dtype) {
    Arrays.fill(sums, 0);
    int length = runs.length();
    int step = runs.isReduced() ? 0 : 1;
    runs.forEach(
        (first, entry) -> {
          for (int i = 0; i < length; i++) {
            sums[(int) entry + i * step] += Scalars.whole(from, dtype, first + i);
          }
        });
    Scalars.setWhole(to, dtype, sums);
  }
}
