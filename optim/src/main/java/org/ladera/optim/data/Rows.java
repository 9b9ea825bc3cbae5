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
    TensorType type = source.type();
    int[] sizes = type.shape().toArray();
    long width = type.bytes() / sizes[0];
    sizes[0] = rows.length;
    HostArray gathered = HostArray.zeros(type.withShape(Shape.of(sizes)));
    MemorySegment from = source.memory();
    MemorySegment to = gathered.memory();
    int first = 0;
    while (first < rows.length) {
      int end = first + 1;
      while (end < rows.length && rows[end] == rows[end - 1] + 1) {
        end++;
      }
      MemorySegment.copy(from, rows[first] * width, to, first * width, (end - first) * width);
      first = end;
    }
    return gathered;
  }
}
