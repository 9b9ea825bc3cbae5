package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** The position of the first NaN, else of the first largest entry, along an axis. */
final class ArgMaxLoop {
  private final MemorySegment from;
  private final DType dtype;
  private final int size;
  private final long inner;

  private ArgMaxLoop(Operand input, int size, long inner) {
    this.from = input.memory();
    this.dtype = input.dtype();
    this.size = size;
    this.inner = inner;
  }

  static Step of(int axis, Operand input, Block output) {
    Shape shape = input.shape();
    long inner = Sizes.after(shape, axis + 1);
    ArgMaxLoop search = new ArgMaxLoop(input, shape.get(axis), inner);
    MemorySegment to = output.memory();
    Runnable body =
        () -> {
          for (long i = 0; i < output.length(); i++) {
            long first = i / inner * search.size * inner + i % inner;
            to.setAtIndex(
                JAVA_INT,
                i,
                search.dtype.isFloating() ? search.floating(first) : search.whole(first));
          }
        };
    return new JavaStep(JavaLoop.ARG_MAX, List.of(input.block()), output, body);
  }

  private int floating(long first) {
    int best = 0;
    double largest = Scalars.floating(from, dtype, first);
    for (int i = 1; i < size && !Double.isNaN(largest); i++) {
      double value = Scalars.floating(from, dtype, first + i * inner);
      if (value > largest || Double.isNaN(value)) {
        best = i;
        largest = value;
      }
    }
    return best;
  }

  private int whole(long first) {
    int best = 0;
    long largest = Scalars.whole(from, dtype, first);
    for (int i = 1; i < size; i++) {
      long value = Scalars.whole(from, dtype, first + i * inner);
      if (value > largest) {
        best = i;
        largest = value;
      }
    }
    return best;
  }
}
