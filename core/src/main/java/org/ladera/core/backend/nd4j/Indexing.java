package org.ladera.core.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.type.DType;

/** What reads positions out of an array. Each is checked before it is used. */
final class Indexing {
  private Indexing() {}

  static Step check(InRange range, Operand input) {
    MemorySegment from = input.memory();
    DType dtype = input.dtype();
    long length = input.block().length();
    Runnable body =
        () -> {
          for (long i = 0; i < length; i++) {
            long value = Scalars.whole(from, dtype, i);
            if (value < 0 || value >= range.size()) {
              throw range.error(value, i);
            }
          }
        };
    return new JavaStep(JavaLoop.IN_RANGE, List.of(input.block()), null, body);
  }

  static Step gather(Gather op, List<Operand> inputs, Block output) {
    Operand source = inputs.get(0);
    Operand indices = inputs.get(1);
    MemorySegment from = source.memory();
    MemorySegment positions = indices.memory();
    MemorySegment to = output.memory();
    int size = source.shape().get(op.axis());
    long outer = Sizes.before(source.shape(), op.axis());
    long bytes = Sizes.after(source.shape(), op.axis() + 1) * source.dtype().size();
    long count = indices.block().length();
    Runnable body =
        () -> {
          for (long place = 0; place < count; place++) {
            long index = Scalars.whole(positions, indices.dtype(), place);
            if (index < 0 || index >= size) {
              throw Gather.error(index, place, size);
            }
            for (long i = 0; i < outer; i++) {
              MemorySegment.copy(
                  from, (i * size + index) * bytes, to, (i * count + place) * bytes, bytes);
            }
          }
        };
    return new JavaStep(JavaLoop.GATHER, List.of(source.block(), indices.block()), output, body);
  }

  static Step scatterAdd(ScatterAdd op, List<Operand> inputs, Block output) {
    Operand updates = inputs.get(0);
    Operand indices = inputs.get(1);
    long outer = Sizes.before(updates.shape(), op.axis());
    long inner = Sizes.after(updates.shape(), op.axis() + indices.shape().rank());
    int length = Math.toIntExact(output.length());
    Runnable body;
    if (output.dtype().isFloating()) {
      double[] sums = new double[length];
      body = () -> addFloating(op, updates, indices, outer, inner, sums, output);
    } else {
      long[] sums = new long[length];
      body = () -> addWhole(op, updates, indices, outer, inner, sums, output);
    }
    return new JavaStep(
        JavaLoop.SCATTER_ADD, List.of(updates.block(), indices.block()), output, body);
  }

  private static long position(ScatterAdd op, Operand indices, long place) {
    long index = Scalars.whole(indices.memory(), indices.dtype(), place);
    if (index < 0 || index >= op.size()) {
      throw op.error(index, place);
    }
    return index;
  }

  private static void addFloating(
      ScatterAdd op,
      Operand updates,
      Operand indices,
      long outer,
      long inner,
      double[] sums,
      Block output) {
    Arrays.fill(sums, 0);
    MemorySegment from = updates.memory();
    long count = indices.block().length();
    for (long place = 0; place < count; place++) {
      long index = position(op, indices, place);
      for (long i = 0; i < outer; i++) {
        long read = (i * count + place) * inner;
        long write = (i * op.size() + index) * inner;
        for (long k = 0; k < inner; k++) {
          sums[(int) (write + k)] += Scalars.floating(from, updates.dtype(), read + k);
        }
      }
    }
    Scalars.setFloating(output.memory(), output.dtype(), sums);
  }

  private static void addWhole(
      ScatterAdd op,
      Operand updates,
      Operand indices,
      long outer,
      long inner,
      long[] sums,
      Block output) {
    Arrays.fill(sums, 0);
    MemorySegment from = updates.memory();
    long count = indices.block().length();
    for (long place = 0; place < count; place++) {
      long index = position(op, indices, place);
      for (long i = 0; i < outer; i++) {
        long read = (i * count + place) * inner;
        long write = (i * op.size() + index) * inner;
        for (long k = 0; k < inner; k++) {
          sums[(int) (write + k)] += Scalars.whole(from, updates.dtype(), read + k);
        }
      }
    }
    Scalars.setWhole(output.memory(), output.dtype(), sums);
  }
}
