package org.ladera.core.backend.cpu.vector;

/** Whether a vector is the rest of a row, with lanes beyond its end that are off. */
enum Rest {
  /** All lanes are on. */
  NONE,
  /** Some lanes are off. */
  SOME
}
