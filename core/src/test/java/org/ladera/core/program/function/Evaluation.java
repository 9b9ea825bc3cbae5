package org.ladera.core.program.function;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.ladera.core.program.Body;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Evaluates a function for many float32 numbers or pairs, given and returned as their bits. */
final class Evaluation implements AutoCloseable {
  private static final KernelForm.Lane LANE = new KernelForm.Lane(DType.FLOAT32, Movement.UNIT);

  private final Arena arena = Arena.ofConfined();
  private final Kernel kernel;
  private final List<MemorySegment> streams;
  private final long[] arguments;

  /** For up to this many numbers at once. */
  Evaluation(Subject subject, int numbers) {
    this(subject.body(DType.FLOAT32), 1, numbers);
  }

  /** Of a body that loads from so many streams and stores in the next. */
  Evaluation(Body body, int inputs, int numbers) {
    kernel = new Interpreter().compile(new KernelForm(Collections.nCopies(inputs + 1, LANE), body));
    streams = Stream.generate(() -> arena.allocate(4L * numbers, 64)).limit(inputs + 1).toList();
    arguments = new long[Arguments.length(streams.size())];
    arguments[Arguments.ROWS] = 1;
    for (int i = 0; i < streams.size(); i++) {
      arguments[Arguments.address(i)] = streams.get(i).address();
      arguments[Arguments.columnDistance(i)] = 4;
    }
  }

  /** Writes the bits of the results for the numbers with these bits. */
  void of(int[] bits, int[] results) {
    copy(bits, 0);
    run(results);
  }

  /** Writes the bits of the results for the pairs of numbers with these bits. */
  void of(int[] first, int[] second, int[] results) {
    copy(first, 0);
    copy(second, 1);
    run(results);
  }

  private void copy(int[] bits, int stream) {
    MemorySegment.copy(bits, 0, streams.get(stream), JAVA_INT, 0, bits.length);
  }

  private void run(int[] results) {
    arguments[Arguments.COLUMNS] = results.length;
    kernel.run(arguments, 0);
    MemorySegment.copy(streams.getLast(), JAVA_INT, 0, results, 0, results.length);
  }

  /** The result for one number. */
  float of(float x) {
    int[] result = new int[1];
    of(new int[] {Float.floatToRawIntBits(x)}, result);
    return Float.intBitsToFloat(result[0]);
  }

  /** The result for one pair. */
  float of(float first, float second) {
    int[] result = new int[1];
    of(
        new int[] {Float.floatToRawIntBits(first)},
        new int[] {Float.floatToRawIntBits(second)},
        result);
    return Float.intBitsToFloat(result[0]);
  }

  @Override
  public void close() {
    arena.close();
  }
}
