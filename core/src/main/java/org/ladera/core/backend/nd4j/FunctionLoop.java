package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ladera.core.type.DType;

/** A function of one floating number, computed in double. */
final class FunctionLoop {
  private FunctionLoop() {}

  static Step of(JavaLoop loop, DoubleUnaryOperator function, Operand input, Block output) {
    MemorySegment from = input.memory();
    MemorySegment to = output.memory();
    long length = output.length();
    Runnable body =
        output.dtype() == DType.FLOAT64
            ? () -> doubles(function, from, to, length)
            : () -> floats(function, from, to, length);
    return new JavaStep(loop, List.of(input.block()), output, body);
  }

  private static void floats(
      DoubleUnaryOperator function, MemorySegment from, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      to.setAtIndex(JAVA_FLOAT, i, (float) function.applyAsDouble(from.getAtIndex(JAVA_FLOAT, i)));
    }
  }

  private static void doubles(
      DoubleUnaryOperator function, MemorySegment from, MemorySegment to, long length) {
    for (long i = 0; i < length; i++) {
      to.setAtIndex(JAVA_DOUBLE, i, function.applyAsDouble(from.getAtIndex(JAVA_DOUBLE, i)));
    }
  }
}
