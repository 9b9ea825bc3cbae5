package org.ladera.core.program.kernel;

/** How a stream moves through the rows and columns of a kernel. */
public enum Movement {
  /** Not at all: one entry, read once in a call. */
  SCALAR,
  /** From row to row only. */
  ROW,
  /** By one entry from column to column; from row to row by any distance, 0 included. */
  UNIT,
  /** By any distance from column to column. */
  STRIDED
}
