package org.ladera.core.backend.cpu.run;

import java.lang.foreign.Arena;
import org.ladera.core.memory.NativeBudget;

/** Memory outside the heap, freed all at once. */
final class NativeMemory implements NativeBudget.Holder, AutoCloseable {
  private static final long ALIGNMENT = 64;

  /** Vector code may read a little past the end of what it was given. */
  private static final long SLACK = 256;

  private final Arena arena = Arena.ofShared();
  private final String name;
  private final NativeBudget budget;
  private volatile long bytes;

  /**
   * No memory yet.
   *
   * @param name what the user knows the program by that needs it
   * @param budget where it counts
   */
  NativeMemory(String name, NativeBudget budget) {
    this.name = name;
    this.budget = budget;
    budget.open(this);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** What else ends with it goes here. */
  Arena arena() {
    return arena;
  }

  /**
   * Zeros, 64-byte aligned. One thread at a time asks for them.
   *
   * @throws OutOfMemoryError if there is no such memory, even without forgotten programs
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Others only read it.
  long allocate(long wanted) {
    long size = wanted + SLACK;
    budget.add(size);
    try {
      long address = allocateOrCollect(size);
      bytes += size;
      return address;
    } catch (OutOfMemoryError failure) {
      OutOfMemoryError explained = budget.exhausted(name, size);
      explained.initCause(failure);
      budget.remove(size);
      throw explained;
    }
  }

  private long allocateOrCollect(long size) {
    try {
      return arena.allocate(size, ALIGNMENT).address();
    } catch (OutOfMemoryError _) {
      budget.collect();
      return arena.allocate(size, ALIGNMENT).address();
    }
  }

  @Override
  public void close() {
    arena.close();
    budget.remove(bytes);
    budget.close(this);
  }
}
