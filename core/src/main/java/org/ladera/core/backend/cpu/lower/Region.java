package org.ladera.core.backend.cpu.lower;

/** Memory of a run beside the buffers of its program, by numbers that no buffer has. */
public final class Region {
  /** The results of blocks of rows, until they are combined. */
  public static final int PARTIALS = -1;

  /** The part of a matrix product that a thread is working on. */
  public static final int TILE = -2;

  private Region() {}
}
