package org.ladera.core.backend.cpu.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Which entry goes to which lane when one vector takes several rows of few columns. A row gets as
 * many lanes as the next power of two, so that its reductions are folds among them. For each number
 * of columns there is a table of vectors of indices.
 */
final class Packing {
  /** What a vector of a table says. */
  enum Index {
    /** For each lane, its entry among those of rows that lie one behind the other. */
    OF_ROWS(0),
    /** For each lane, its row. */
    OF_ROW(1),
    /** For each lane, its column. The lanes that a row has too many take its last entry. */
    OF_COLUMN(2),
    /** For each entry of rows that lie one behind the other, its lane. */
    TO_ROWS(3),
    /** For each row, its first lane. */
    TO_ROW(4),
    /** For each lane, the same of the next row. */
    NEXT(5),
    /** For each lane, its place in the row. */
    PLACE(6);

    private final int position;

    Index(int position) {
      this.position = position;
    }
  }

  /** The most columns of rows that are packed anywhere. */
  static final int MOST = 8;

  /** How many vectors are worked on before their results go to memory. */
  static final int VECTORS = 64;

  private static final long SLOT = 64;
  private static final long TABLE = SLOT * Index.values().length;
  private static final int INTS = Species.INT.length();
  private static final int LONGS = Species.LONG.length();
  private static final long FIRST_OF_4 = tables(Integer.BYTES, INTS);
  private static final long FIRST_OF_8 = tables(Long.BYTES, LONGS);

  private Packing() {}

  /** The most columns of rows that are packed, if so many lanes fill a vector: two rows fit. */
  static int most(int lanes) {
    return lanes / 2;
  }

  /** How many lanes a row takes. */
  static int span(long columns) {
    return 1 << (Long.SIZE - Long.numberOfLeadingZeros(columns - 1));
  }

  /** The address of the table for rows of so many columns, of 4 bytes an entry. */
  static long table4(long columns) {
    return FIRST_OF_4 + columns * TABLE;
  }

  /** The address of the table for rows of so many columns, of 8 bytes an entry. */
  static long table8(long columns) {
    return FIRST_OF_8 + columns * TABLE;
  }

  /** Where in scratch memory the vectors of a stream lie, by its number among all. */
  static long region(int stream) {
    return VectorKernel.PADS + stream * VectorKernel.region(VECTORS, (int) SLOT);
  }

  /** Where in a table a vector lies. */
  static long offset(Index index) {
    return index.position * SLOT;
  }

  private static long tables(int size, int lanes) {
    MemorySegment tables = Arena.global().allocate((lanes + 1) * TABLE, SLOT);
    for (int columns = 1; columns <= lanes; columns++) {
      for (Index index : Index.values()) {
        for (int lane = 0; lane < lanes; lane++) {
          long at = columns * TABLE + offset(index) + (long) lane * size;
          int entry = entry(index, columns, lane, lanes);
          if (size == Integer.BYTES) {
            tables.set(Everything.INT, at, entry);
          } else {
            tables.set(Everything.LONG, at, entry);
          }
        }
      }
    }
    return tables.address();
  }

  private static int entry(Index index, int columns, int lane, int lanes) {
    int span = span(columns);
    int row = lane / span;
    int column = Math.min(lane % span, columns - 1);
    return switch (index) {
      case OF_ROWS -> row * columns + column;
      case OF_ROW -> row;
      case OF_COLUMN -> column;
      case TO_ROWS -> (lane / columns * span + lane % columns) % lanes;
      case TO_ROW -> lane * span % lanes;
      case NEXT -> (lane + span) % lanes;
      case PLACE -> lane % span;
    };
  }
}
