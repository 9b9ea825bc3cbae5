package org.ladera.core.backend.cpu.pool;

/**
 * Phases that all do the same in as many chunks.
 *
 * @param count how many phases
 * @param chunks of each
 * @param body what a chunk does
 */
record EqualPhases(int count, int chunks, Chunk body) implements Phases {
  interface Chunk {
    void run(int chunk, int worker);
  }

  @Override
  public int chunks(int phase) {
    return chunks;
  }

  @Override
  public void run(int phase, int chunk, int worker) {
    body.run(chunk, worker);
  }
}
