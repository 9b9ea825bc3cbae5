package org.ladera.core.backend.cpu.vector;

import org.ladera.core.program.kernel.Kernel;

/** What generated classes have in common: the layout of scratch memory. */
abstract class VectorKernel implements Kernel {
  /** At the start: room for two vectors. */
  static final long PADS = 128;

  /** Between regions, so that equal offsets in them do not fall on one another in the cache. */
  private static final long STAGGER = 192;

  private final long fixedBytes;
  private final int regions;
  private final int size;

  /**
   * A kernel.
   *
   * @param fixedBytes of scratch memory for rows of any length
   * @param regions how many lines are kept for a whole row
   * @param size the bytes of the largest entries of these
   */
  VectorKernel(long fixedBytes, int regions, int size) {
    this.fixedBytes = fixedBytes;
    this.regions = regions;
    this.size = size;
  }

  @Override
  public final long scratchBytes(long columns) {
    return fixedBytes + regions * region(columns, size);
  }

  /** The size of a region: whole vectors, as the rest of a row is kept with lanes that are off. */
  static long region(long columns, int size) {
    return ((columns * size + 63) & -64) + STAGGER;
  }
}
