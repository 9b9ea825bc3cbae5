package org.ladera.core.program.interpret;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Body;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Streams over memory of their own, or over that of another, and calls of a kernel with them. */
final class KernelRun implements AutoCloseable {
  /** A stream; distances in entries. */
  record Moving(DType dtype, Movement movement, MemorySegment memory, int row, int column) {
    int entries() {
      return (int) memory.byteSize() / dtype.size();
    }

    int entry(int atRow, int atColumn) {
      return switch (movement) {
        case SCALAR -> 0;
        case ROW -> atRow * row;
        case UNIT -> atRow * row + atColumn;
        case STRIDED -> atRow * row + atColumn * column;
      };
    }
  }

  private final Arena arena = Arena.ofShared();
  private final List<Moving> streams = new ArrayList<>();

  /** Adds a stream over new memory with these entries. */
  int stream(DType dtype, Movement movement, int row, int column, List<?> entries) {
    // At odd places, as a caller's memory may be.
    MemorySegment memory =
        arena
            .allocate(entries.size() * (long) dtype.size() + dtype.size(), 64)
            .asSlice(dtype.size(), entries.size() * (long) dtype.size());
    for (int i = 0; i < entries.size(); i++) {
      set(dtype, memory, i, entries.get(i));
    }
    streams.add(new Moving(dtype, movement, memory, row, column));
    return streams.size() - 1;
  }

  /** Adds a stream over the memory of another. */
  int same(int stream) {
    streams.add(streams.get(stream));
    return streams.size() - 1;
  }

  List<Moving> streams() {
    return streams;
  }

  KernelForm form(Body body) {
    return new KernelForm(
        streams.stream().map(s -> new KernelForm.Lane(s.dtype, s.movement)).toList(), body);
  }

  /** The arguments of a call; what a stream's movement makes meaningless is far off. */
  long[] arguments(long rows, long columns) {
    long nonsense = 1L << 50;
    long[] arguments = new long[Arguments.length(streams.size())];
    arguments[Arguments.ROWS] = rows;
    arguments[Arguments.COLUMNS] = columns;
    for (int i = 0; i < streams.size(); i++) {
      Moving moving = streams.get(i);
      long size = moving.dtype.size();
      arguments[Arguments.address(i)] = moving.memory.address();
      arguments[Arguments.rowDistance(i)] =
          moving.movement == Movement.SCALAR ? nonsense : moving.row * size;
      arguments[Arguments.columnDistance(i)] =
          moving.movement == Movement.STRIDED ? moving.column * size : nonsense;
    }
    return arguments;
  }

  void run(Kernel kernel, long rows, long columns) {
    kernel.run(arguments(rows, columns), 0);
  }

  /** All entries of a stream's memory. */
  List<Object> entries(int stream) {
    Moving moving = streams.get(stream);
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < moving.entries(); i++) {
      entries.add(get(moving.dtype, moving.memory, i));
    }
    return entries;
  }

  private static Object get(DType dtype, MemorySegment memory, int index) {
    return switch (dtype) {
      case FLOAT32 -> memory.getAtIndex(JAVA_FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(JAVA_DOUBLE, index);
      case INT32 -> memory.getAtIndex(JAVA_INT, index);
      case INT64 -> memory.getAtIndex(JAVA_LONG, index);
      case BOOL -> memory.get(JAVA_BYTE, index) != 0;
    };
  }

  private static void set(DType dtype, MemorySegment memory, int index, Object value) {
    switch (dtype) {
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, index, (Float) value);
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, index, (Double) value);
      case INT32 -> memory.setAtIndex(JAVA_INT, index, (Integer) value);
      case INT64 -> memory.setAtIndex(JAVA_LONG, index, (Long) value);
      case BOOL -> memory.set(JAVA_BYTE, index, (byte) ((Boolean) value ? 1 : 0));
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
