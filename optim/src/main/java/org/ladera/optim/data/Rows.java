package org.ladera.optim.data;

import java.lang.foreign.MemorySegment;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Gathers rows of an array: whole blocks of memory are copied, whatever the type. */
final class Rows {
  private Rows() {}

  /** The given rows, all in range, of an array of at least one axis. */
  static HostArray gather(HostArray source, int[] rows) {
    HostArray gathered = HostArray.zeros(type(source, rows.length));
    gather(source, rows, gathered);
    return gathered;
  }

  /** The type of so many rows of an array. */
  static TensorType type(HostArray source, int rows) {
    int[] sizes = source.type().shape().toArray();
    sizes[0] = rows;
    return source.type().withShape(Shape.of(sizes));
  }

  /** Writes the given rows into an array of just their size. */
  static void gather(HostArray source, int[] rows, HostArray target) {
    long width = source.type().bytes() / source.type().shape().get(0);
    MemorySegment from = source.memory();
    MemorySegment to = target.memory();
    int first = 0;
    while (first < rows.length) {
      int end = first + 1;
      while (end < rows.length && rows[end] == rows[end - 1] + 1) {
        end++;
      }
      MemorySegment.copy(from, rows[first] * width, to, first * width, (end - first) * width);
      first = end;
    }
  }
}
