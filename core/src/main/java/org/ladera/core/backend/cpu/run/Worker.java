package org.ladera.core.backend.cpu.run;

/** What a thread brings along: memory for rows and for a part of a product, by address. */
final class Worker {
  /** For values of a row; 64-byte aligned. */
  long scratch;

  /** For the part of a product that it is working on; 64-byte aligned. */
  long tile;

  private long scratchBytes = -1;
  private long tileBytes = -1;

  /** Sees to it that there is enough memory. */
  void fit(NativeMemory memory, long scratchNeeded, long tileNeeded) {
    if (scratchNeeded > scratchBytes) {
      scratch = memory.allocate(scratchNeeded);
      scratchBytes = scratchNeeded;
    }
    if (tileNeeded > tileBytes) {
      tile = memory.allocate(tileNeeded);
      tileBytes = tileNeeded;
    }
  }
}
