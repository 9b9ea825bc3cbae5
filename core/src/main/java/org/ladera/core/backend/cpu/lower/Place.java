package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;

/**
 * Where a stream of a {@link Nest} lies, in bytes.
 *
 * @param buffer the buffer: one of the program's, or one of {@link Region}
 * @param offset the first byte
 * @param outer the distances along the axes around a call
 * @param row the distance from row to row
 * @param column the distance from column to column
 */
public record Place(int buffer, long offset, ImmutableLongArray outer, long row, long column) {
  /** The same, further on. */
  Place moved(long bytes) {
    return bytes == 0 ? this : new Place(buffer, offset + bytes, outer, row, column);
  }
}
