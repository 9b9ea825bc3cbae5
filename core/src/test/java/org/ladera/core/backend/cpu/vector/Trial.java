package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/**
 * Memory for the streams of a form, of a number of rows and columns, in which kernels can be run.
 * Behind each row lie entries that no kernel may change.
 */
final class Trial {
  private static final int GAP = 3;

  /** How rows follow one another. */
  enum Spacing {
    /** With entries between them, that no kernel may change, and between columns if strided. */
    APART,
    /** One directly behind the other; side by side if strided, as in a transposed array. */
    DENSE,
    /** The same, but for every other stream whose memory is only loaded: one row for all. */
    SHARED
  }

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    -2.5f,
    8388607.5f,
    8388608f,
    -8388609f,
    2147483648f,
    -2147483904f,
    131072f,
    131073f,
    -1e30f,
    1e-40f
  };
  private static final long[] SPECIAL_INTEGERS = {
    0, 1, -1, 31, 32, 33, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final KernelForm form;
  private final long rows;
  private final long columns;
  private final Spacing spacing;
  private final int[] places;
  private final MemorySegment memory;
  private final byte[] before;
  private final MemorySegment scratch;
  final long[] arguments;

  /** Streams of the same number in {@code places} share memory. */
  Trial(
      Arena arena, KernelForm form, long rows, long columns, int[] places, long seed, double odd) {
    this(arena, form, rows, columns, places, seed, odd, Spacing.APART);
  }

  Trial(
      Arena arena,
      KernelForm form,
      long rows,
      long columns,
      int[] places,
      long seed,
      double odd,
      Spacing spacing) {
    this.spacing = spacing;
    this.places = places.clone();
    this.form = form;
    this.rows = rows;
    this.columns = columns;
    this.arguments = new long[Arguments.length(form.streams().size())];
    long[] offsets = new long[form.streams().size()];
    long size = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (places[i] == i) {
        offsets[i] = size;
        // Odd places, so that nothing is aligned.
        size += bytes(i) + (4L * (i + 1) + 64 & -4L);
      } else {
        offsets[i] = offsets[places[i]];
      }
    }
    this.memory = arena.allocate(size + 64, 64);
    this.scratch = arena.allocate(1 << 22, 64);
    arguments[Arguments.ROWS] = rows;
    arguments[Arguments.COLUMNS] = columns;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < offsets.length; i++) {
      arguments[Arguments.address(i)] = memory.address() + offsets[i];
      arguments[Arguments.rowDistance(i)] = rowDistance(i);
      arguments[Arguments.columnDistance(i)] = columnDistance(i);
      if (places[i] == i) {
        fill(i, offsets[i], random, odd);
      }
    }
    this.before = memory.toArray(ValueLayout.JAVA_BYTE);
  }

  static int[] apart(KernelForm form) {
    int[] places = new int[form.streams().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return places;
  }

  private boolean isTotal(int stream) {
    return form.body().sinks().stream()
        .anyMatch(s -> s instanceof org.ladera.core.program.Sink.Total && s.stream() == stream);
  }

  private long rowDistance(int stream) {
    Lane lane = form.streams().get(stream);
    return switch (lane.movement()) {
      case SCALAR -> 0;
      case ROW -> (long) lane.dtype().size() * (spacing == Spacing.APART ? 2 : 1);
      case UNIT ->
          isTotal(stream) || isShared(stream) ? 0 : (columns + gap()) * lane.dtype().size();
      case STRIDED ->
          switch (spacing) {
            case APART -> (columns + GAP) * 2 * lane.dtype().size();
            case DENSE -> lane.dtype().size();
            case SHARED -> isShared(stream) ? 0 : lane.dtype().size();
          };
    };
  }

  private int gap() {
    return spacing == Spacing.APART ? GAP : 0;
  }

  private boolean isShared(int stream) {
    return spacing == Spacing.SHARED
        && stream % 2 == 0
        && form.body().sinks().stream().noneMatch(sink -> places[sink.stream()] == places[stream]);
  }

  private long columnDistance(int stream) {
    Lane lane = form.streams().get(stream);
    return switch (lane.movement()) {
      case SCALAR, ROW -> 0;
      case UNIT -> lane.dtype().size();
      case STRIDED -> (spacing == Spacing.APART ? 2 : rows + GAP) * lane.dtype().size();
    };
  }

  private long bytes(int stream) {
    Lane lane = form.streams().get(stream);
    long entries =
        switch (lane.movement()) {
          case SCALAR -> 1;
          case ROW -> 2 * rows + 1;
          case UNIT -> (columns + GAP) * (rows + 1);
          case STRIDED ->
              spacing == Spacing.APART
                  ? 2 * (columns + GAP) * (rows + 1)
                  : (rows + GAP) * (columns + 1);
        };
    return entries * lane.dtype().size();
  }

  private void fill(int stream, long offset, SplittableRandom random, double odd) {
    DType dtype = form.streams().get(stream).dtype();
    boolean flag =
        form.body().sinks().stream()
            .anyMatch(s -> s instanceof org.ladera.core.program.Sink.Flag && s.stream() == stream);
    for (long i = 0; i < bytes(stream) / dtype.size(); i++) {
      long at = offset + i * dtype.size();
      boolean special = random.nextDouble() < odd;
      double real =
          special
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (random.nextDouble() * 2 - 1) * Math.exp(random.nextDouble() * 6 - 3);
      long integer =
          special
              ? SPECIAL_INTEGERS[random.nextInt(SPECIAL_INTEGERS.length)]
              : random.nextLong(-20, 20);
      switch (dtype) {
        case FLOAT32 -> memory.set(Everything.FLOAT, at, (float) real);
        case FLOAT64 -> memory.set(Everything.DOUBLE, at, real);
        case INT32 -> memory.set(Everything.INT, at, flag ? 0 : (int) integer);
        case INT64 -> memory.set(Everything.LONG, at, integer);
        case BOOL -> memory.set(ValueLayout.JAVA_BYTE, at, (byte) (integer & 1));
      }
    }
  }

  /** Runs a kernel on fresh memory and gives what the memory is then. */
  byte[] run(Kernel kernel) {
    MemorySegment.copy(before, 0, memory, ValueLayout.JAVA_BYTE, 0, before.length);
    if (kernel.scratchBytes(columns) > scratch.byteSize()) {
      throw new IllegalArgumentException("too little scratch memory");
    }
    kernel.run(arguments, scratch.address());
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /** Runs a kernel on whatever the memory is. */
  void rerun(Kernel kernel) {
    kernel.run(arguments, scratch.address());
  }

  byte[] interpreted() {
    return run(new Interpreter().compile(form));
  }

  /** Both memories hold the same bits; all NaNs are one. */
  void compare(byte[] expected, byte[] actual, String what) {
    MemorySegment a = MemorySegment.ofArray(expected);
    MemorySegment b = MemorySegment.ofArray(actual);
    if (a.mismatch(b) < 0) {
      return;
    }
    for (int i = 0; i < form.streams().size(); i++) {
      DType dtype = form.streams().get(i).dtype();
      long offset = arguments[Arguments.address(i)] - memory.address();
      for (long entry = 0; entry < bytes(i) / dtype.size(); entry++) {
        long at = offset + entry * dtype.size();
        boolean same =
            switch (dtype) {
              case FLOAT32 -> same(a.get(Everything.FLOAT, at), b.get(Everything.FLOAT, at));
              case FLOAT64 -> same(a.get(Everything.DOUBLE, at), b.get(Everything.DOUBLE, at));
              case INT32 -> a.get(Everything.INT, at) == b.get(Everything.INT, at);
              case INT64 -> a.get(Everything.LONG, at) == b.get(Everything.LONG, at);
              case BOOL -> a.get(ValueLayout.JAVA_BYTE, at) == b.get(ValueLayout.JAVA_BYTE, at);
            };
        if (!same) {
          fail(
              what
                  + ": "
                  + rows
                  + " x "
                  + columns
                  + ", stream "
                  + i
                  + ", entry "
                  + entry
                  + ": expected "
                  + show(a, dtype, at)
                  + ", got "
                  + show(b, dtype, at)
                  + "\n"
                  + show(form));
        }
      }
    }
    long first = a.mismatch(b);
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i] && !isInStream(i)) {
        fail(what + ": byte " + first + ", of no stream, was written\n" + show(form));
      }
    }
  }

  private boolean isInStream(long at) {
    for (int i = 0; i < form.streams().size(); i++) {
      long offset = arguments[Arguments.address(i)] - memory.address();
      if (at >= offset && at < offset + bytes(i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(float a, float b) {
    return Float.floatToIntBits(a) == Float.floatToIntBits(b);
  }

  private static boolean same(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }

  private static String show(MemorySegment memory, DType dtype, long at) {
    return switch (dtype) {
      case FLOAT32 -> String.valueOf(memory.get(Everything.FLOAT, at));
      case FLOAT64 -> String.valueOf(memory.get(Everything.DOUBLE, at));
      case INT32 -> String.valueOf(memory.get(Everything.INT, at));
      case INT64 -> String.valueOf(memory.get(Everything.LONG, at));
      case BOOL -> String.valueOf(memory.get(ValueLayout.JAVA_BYTE, at));
    };
  }

  static String show(KernelForm form) {
    StringBuilder text = new StringBuilder(form.streams().toString());
    for (int i = 0; i < form.body().values().size(); i++) {
      text.append("\n").append(i).append(" = ").append(form.body().values().get(i));
    }
    return text.append("\n").append(form.body().sinks()).toString();
  }

  /** A form of a body over streams given as type and movement in turn. */
  static KernelForm form(org.ladera.core.program.Body body, Object... streams) {
    List<Lane> lanes = new java.util.ArrayList<>();
    for (int i = 0; i < streams.length; i += 2) {
      lanes.add(new Lane((DType) streams[i], (Movement) streams[i + 1]));
    }
    return new KernelForm(lanes, body);
  }
}
