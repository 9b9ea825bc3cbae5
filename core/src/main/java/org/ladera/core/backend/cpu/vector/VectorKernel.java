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
  private final long packedBytes;

  /**
   * A kernel.
   *
   * @param fixedBytes of scratch memory for rows of any length
   * @param regions how many lines are kept for a whole row
   * @param size the bytes of the largest entries of these
   * @param packedBytes of scratch memory for rows that share a vector
   */
  VectorKernel(long fixedBytes, int regions, int size, long packedBytes) {
    this.fixedBytes = fixedBytes;
    this.regions = regions;
    this.size = size;
    this.packedBytes = packedBytes;
  }

  @Override
  public final long scratchBytes(long columns) {
    long bytes = fixedBytes + regions * region(columns, size);
    return columns <= Packing.MOST ? Math.max(bytes, packedBytes) : bytes;
  }

  /** The size of a region: whole vectors, as the rest of a row is kept with lanes that are off. */
  static long region(long columns, int size) {
    return ((columns * size + 63) & -64) + STAGGER;
  }
}
