package org.ladera.core.program.function;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Evaluates a function for many float32 numbers, given and returned as their bits. */
final class Evaluation implements AutoCloseable {
  private static final KernelForm.Lane LANE = new KernelForm.Lane(DType.FLOAT32, Movement.UNIT);

  private final Arena arena = Arena.ofConfined();
  private final Kernel kernel;
  private final MemorySegment input;
  private final MemorySegment output;
  private final long[] arguments = new long[Arguments.length(2)];

  /** For up to this many numbers at once. */
  Evaluation(Subject subject, int numbers) {
    kernel =
        new Interpreter().compile(new KernelForm(List.of(LANE, LANE), subject.body(DType.FLOAT32)));
    input = arena.allocate(4L * numbers, 64);
    output = arena.allocate(4L * numbers, 64);
    arguments[Arguments.ROWS] = 1;
    List<MemorySegment> streams = List.of(input, output);
    for (int i = 0; i < streams.size(); i++) {
      arguments[Arguments.address(i)] = streams.get(i).address();
      arguments[Arguments.columnDistance(i)] = 4;
    }
  }

  /** Writes the bits of the results for the numbers with these bits. */
  void of(int[] bits, int[] results) {
    MemorySegment.copy(bits, 0, input, JAVA_INT, 0, bits.length);
    arguments[Arguments.COLUMNS] = bits.length;
    kernel.run(arguments, 0);
    MemorySegment.copy(output, JAVA_INT, 0, results, 0, bits.length);
  }

  /** The result for one number. */
  float of(float x) {
    int[] result = new int[1];
    of(new int[] {Float.floatToRawIntBits(x)}, result);
    return Float.intBitsToFloat(result[0]);
  }

  @Override
  public void close() {
    arena.close();
  }
}
