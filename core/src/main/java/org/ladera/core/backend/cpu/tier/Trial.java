package org.ladera.core.backend.cpu.tier;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.backend.cpu.vector.VectorCompiler;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;

/** Memory for calls of a kernel that nobody needs the results of. */
final class Trial {
  private static final long ALIGNMENT = 64;
  private static final long SLACK = 256;
  private static final long LONG_NANOS = 50_000;

  private final List<Lane> lanes;
  private final List<MemorySegment> memories = new ArrayList<>();
  private final List<MemorySegment> ordinary = new ArrayList<>();
  private final long[] arguments;
  private final long scratch;

  /**
   * A trial.
   *
   * @param kernels what will be called
   */
  Trial(KernelForm form, TrialSize size, Arena arena, Kernel... kernels) {
    this.lanes = form.streams();
    this.arguments = new long[Arguments.length(lanes.size())];
    arguments[Arguments.ROWS] = size.rows();
    arguments[Arguments.COLUMNS] = size.columns();
    for (int stream = 0; stream < lanes.size(); stream++) {
      bind(form, stream, size, arena);
    }
    long bytes = 0;
    for (Kernel kernel : kernels) {
      bytes = Math.max(bytes, kernel.scratchBytes(size.columns()));
    }
    this.scratch = arena.allocate(bytes + SLACK, ALIGNMENT).address();
    reset();
  }

  private void bind(KernelForm form, int stream, TrialSize size, Arena arena) {
    int width = lanes.get(stream).dtype().size();
    boolean total =
        form.body().sinks().stream()
            .anyMatch(sink -> sink instanceof Sink.Total && sink.stream() == stream);
    long column = 0;
    long row = 0;
    switch (lanes.get(stream).movement()) {
      case SCALAR -> {}
      case ROW -> row = width;
      case UNIT -> {
        column = width;
        row = total ? 0 : (long) size.columns() * width;
      }
      case STRIDED -> {
        column = (long) size.rows() * width;
        row = width;
      }
    }
    long bytes = (long) size.rows() * size.columns() * width;
    MemorySegment memory = arena.allocate(bytes + SLACK, ALIGNMENT);
    memories.add(memory);
    MemorySegment values = arena.allocate(memory.byteSize(), ALIGNMENT);
    fill(lanes.get(stream), values);
    ordinary.add(values);
    arguments[Arguments.address(stream)] = memory.address();
    arguments[Arguments.rowDistance(stream)] = row;
    arguments[Arguments.columnDistance(stream)] = column;
  }

  /** Makes all entries ordinary numbers again, as results that feed on themselves may not be. */
  void reset() {
    for (int stream = 0; stream < memories.size(); stream++) {
      memories.get(stream).copyFrom(ordinary.get(stream));
    }
  }

  private static void fill(Lane lane, MemorySegment memory) {
    int count = (int) (memory.byteSize() / lane.dtype().size());
    for (int i = 0; i < count; i++) {
      double value = 0.5 + (i * 37 % 101) / 101.0;
      switch (lane.dtype()) {
        case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, i, (float) value);
        case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, i, value);
        case INT32 -> memory.setAtIndex(JAVA_INT, i, i % 7);
        case INT64 -> memory.setAtIndex(JAVA_LONG, i, i % 7);
        case BOOL -> memory.setAtIndex(JAVA_BYTE, i, (byte) (i % 2));
      }
    }
  }

  /** The time of a call, in ns; of few calls where that is long already. */
  double time(Kernel kernel, int most) {
    long begin = System.nanoTime();
    int calls = 0;
    long time;
    do {
      kernel.run(arguments, scratch);
      calls++;
      time = System.nanoTime() - begin;
    } while (calls < most && time < LONG_NANOS);
    return (double) time / calls;
  }

  /** Calls vector code as the JIT counts it, without rows; see {@link VectorCompiler#compile}. */
  void count(Kernel kernel, int calls) {
    long rows = arguments[Arguments.ROWS];
    arguments[Arguments.ROWS] = -rows;
    for (int i = 0; i < calls; i++) {
      kernel.run(arguments, scratch);
    }
    arguments[Arguments.ROWS] = rows;
  }
}
