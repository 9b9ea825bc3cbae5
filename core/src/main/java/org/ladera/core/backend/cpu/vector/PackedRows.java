package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.backend.cpu.vector.Everything.ALL;
import static org.ladera.core.backend.cpu.vector.Everything.ORDER;
import static org.ladera.core.backend.cpu.vector.Species.INT;
import static org.ladera.core.backend.cpu.vector.Species.LONG;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import org.ladera.core.backend.cpu.vector.Packing.Index;

/**
 * Copies rows of few columns to where they fill whole vectors, in the lanes that {@link Packing}
 * says, and back. Rows that fill them where they are stay there. All kernels share these loops.
 *
 * <p>They return at once from a call with a negative number of rows; see {@link CountedCalls}.
 *
 * <p>A stream has {@code each} entries in a row, which is the number of columns, or 1 for all of
 * them; its rows are {@code distance} bytes apart.
 */
final class PackedRows {
  private static final int INTS = INT.length();
  private static final int LONGS = LONG.length();

  private PackedRows() {}

  /** Where vectors are stored to: to the rows themselves, or a copy. */
  static long place4(long to, long distance, long rows, long columns, long each, long copy) {
    return rows < 0 || isWhole(distance, rows, columns, each, Integer.BYTES) ? to : copy;
  }

  /** The same of entries of 8 bytes. */
  static long place8(long to, long distance, long rows, long columns, long each, long copy) {
    return rows < 0 || isWhole(distance, rows, columns, each, Long.BYTES) ? to : copy;
  }

  /** Whether rows fill whole vectors as they are. */
  private static boolean isWhole(long distance, long rows, long columns, long each, int size) {
    int span = Packing.span(columns);
    return each == span && distance == each * size && rows * span % lanes(size) == 0;
  }

  static long in4(long from, long distance, long rows, long columns, long each, long copy) {
    if (rows < 0 || isWhole(distance, rows, columns, each, Integer.BYTES)) {
      return from;
    }
    long taken = INTS / Packing.span(columns);
    long table = Packing.table4(columns);
    if (distance == each * Integer.BYTES) {
      Index index = each == columns ? Index.OF_ROWS : Index.OF_ROW;
      IntVector lanes = IntVector.fromMemorySegment(INT, ALL, table + Packing.offset(index), ORDER);
      long left = rows * each;
      long at = from;
      for (long to = copy; left > 0; to += INT.vectorByteSize()) {
        IntVector entries =
            left >= INTS
                ? IntVector.fromMemorySegment(INT, ALL, at, ORDER)
                : IntVector.fromMemorySegment(INT, ALL, at, ORDER, INT.indexInRange(0, left));
        lanes.selectFrom(entries).intoMemorySegment(ALL, to, ORDER);
        at += taken * distance;
        left -= taken * each;
      }
    } else if (distance == 0 && each == columns) {
      long indices = table + Packing.offset(Index.OF_COLUMN);
      IntVector row =
          IntVector.fromMemorySegment(INT, ALL, from, ORDER, INT.indexInRange(0, columns));
      IntVector entries = IntVector.fromMemorySegment(INT, ALL, indices, ORDER).selectFrom(row);
      long to = copy;
      for (long left = rows; left > 0; left -= taken) {
        entries.intoMemorySegment(ALL, to, ORDER);
        to += INT.vectorByteSize();
      }
    } else {
      inOneByOne(from, distance, rows, columns, each, copy, Integer.BYTES);
    }
    return copy;
  }

  static void out4(long copy, long to, long distance, long rows, long columns, long each) {
    if (rows < 0 || copy == to) {
      return;
    }
    if (distance != each * Integer.BYTES) {
      outOneByOne(copy, to, distance, rows, columns, each, Integer.BYTES);
      return;
    }
    long taken = INTS / Packing.span(columns);
    Index index = each == columns ? Index.TO_ROWS : Index.TO_ROW;
    long indices = Packing.table4(columns) + Packing.offset(index);
    IntVector lanes = IntVector.fromMemorySegment(INT, ALL, indices, ORDER);
    long left = rows * each;
    long at = to;
    for (long from = copy; left > 0; from += INT.vectorByteSize()) {
      IntVector entries = lanes.selectFrom(IntVector.fromMemorySegment(INT, ALL, from, ORDER));
      if (left >= INTS) {
        // What is too much is stored over by the next.
        entries.intoMemorySegment(ALL, at, ORDER);
      } else {
        entries.intoMemorySegment(ALL, at, ORDER, INT.indexInRange(0, left));
      }
      at += taken * distance;
      left -= taken * each;
    }
  }

  static long in8(long from, long distance, long rows, long columns, long each, long copy) {
    if (rows < 0 || isWhole(distance, rows, columns, each, Long.BYTES)) {
      return from;
    }
    long taken = LONGS / Packing.span(columns);
    long table = Packing.table8(columns);
    if (distance == each * Long.BYTES) {
      Index index = each == columns ? Index.OF_ROWS : Index.OF_ROW;
      LongVector lanes =
          LongVector.fromMemorySegment(LONG, ALL, table + Packing.offset(index), ORDER);
      long left = rows * each;
      long at = from;
      for (long to = copy; left > 0; to += LONG.vectorByteSize()) {
        LongVector entries =
            left >= LONGS
                ? LongVector.fromMemorySegment(LONG, ALL, at, ORDER)
                : LongVector.fromMemorySegment(LONG, ALL, at, ORDER, LONG.indexInRange(0, left));
        lanes.selectFrom(entries).intoMemorySegment(ALL, to, ORDER);
        at += taken * distance;
        left -= taken * each;
      }
    } else if (distance == 0 && each == columns) {
      long indices = table + Packing.offset(Index.OF_COLUMN);
      LongVector row =
          LongVector.fromMemorySegment(LONG, ALL, from, ORDER, LONG.indexInRange(0, columns));
      LongVector entries = LongVector.fromMemorySegment(LONG, ALL, indices, ORDER).selectFrom(row);
      long to = copy;
      for (long left = rows; left > 0; left -= taken) {
        entries.intoMemorySegment(ALL, to, ORDER);
        to += LONG.vectorByteSize();
      }
    } else {
      inOneByOne(from, distance, rows, columns, each, copy, Long.BYTES);
    }
    return copy;
  }

  static void out8(long copy, long to, long distance, long rows, long columns, long each) {
    if (rows < 0 || copy == to) {
      return;
    }
    if (distance != each * Long.BYTES) {
      outOneByOne(copy, to, distance, rows, columns, each, Long.BYTES);
      return;
    }
    long taken = LONGS / Packing.span(columns);
    Index index = each == columns ? Index.TO_ROWS : Index.TO_ROW;
    long indices = Packing.table8(columns) + Packing.offset(index);
    LongVector lanes = LongVector.fromMemorySegment(LONG, ALL, indices, ORDER);
    long left = rows * each;
    long at = to;
    for (long from = copy; left > 0; from += LONG.vectorByteSize()) {
      LongVector entries = lanes.selectFrom(LongVector.fromMemorySegment(LONG, ALL, from, ORDER));
      if (left >= LONGS) {
        // What is too much is stored over by the next.
        entries.intoMemorySegment(ALL, at, ORDER);
      } else {
        entries.intoMemorySegment(ALL, at, ORDER, LONG.indexInRange(0, left));
      }
      at += taken * distance;
      left -= taken * each;
    }
  }

  /** Lanes of rows beyond the last hold that one, so that all hold numbers of this call. */
  private static void inOneByOne(
      long from, long distance, long rows, long columns, long each, long copy, int size) {
    int span = Packing.span(columns);
    long whole = Math.ceilDiv(rows * span, (long) lanes(size)) * lanes(size) / span;
    long to = copy;
    for (long row = 0; row < whole; row++) {
      for (int lane = 0; lane < span; lane++) {
        long entry = Math.min(row, rows - 1) * distance + Math.min(lane, each - 1) * size;
        copy(from + entry, to, size);
        to += size;
      }
    }
  }

  private static int lanes(int size) {
    return size == Integer.BYTES ? INTS : LONGS;
  }

  private static void outOneByOne(
      long copy, long to, long distance, long rows, long columns, long each, int size) {
    long span = Packing.span(columns);
    for (long row = 0; row < rows; row++) {
      for (long entry = 0; entry < each; entry++) {
        copy(copy + (row * span + entry) * size, to + row * distance + entry * size, size);
      }
    }
  }

  private static void copy(long from, long to, int size) {
    if (size == Integer.BYTES) {
      ALL.set(Everything.INT, to, ALL.get(Everything.INT, from));
    } else {
      ALL.set(Everything.LONG, to, ALL.get(Everything.LONG, from));
    }
  }
}
