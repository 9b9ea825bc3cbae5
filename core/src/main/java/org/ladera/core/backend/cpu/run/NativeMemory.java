package org.ladera.core.backend.cpu.run;

import java.lang.foreign.Arena;

/** Memory outside the heap, freed all at once. */
final class NativeMemory implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  /** Vector code may read a little past the end of what it was given. */
  private static final long SLACK = 256;

  private final Arena arena = Arena.ofShared();

  /** What else ends with it goes here. */
  Arena arena() {
    return arena;
  }

  /** Zeros, 64-byte aligned. */
  long allocate(long bytes) {
    return arena.allocate(bytes + SLACK, ALIGNMENT).address();
  }

  @Override
  public void close() {
    arena.close();
  }
}
