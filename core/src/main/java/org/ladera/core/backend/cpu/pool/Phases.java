package org.ladera.core.backend.cpu.pool;

/**
 * Work in phases: all chunks of a phase are done before one of the next begins, and what they wrote
 * is seen there. The chunks of one phase run side by side, in any order, each once.
 */
public interface Phases {
  /** {@return the number of phases, 0 or more; asked once a run} */
  int count();

  /**
   * {@return the chunks of a phase, 0 to 8191; asked once a run, when all phases before are done}
   *
   * @param phase its number
   */
  int chunks(int phase);

  /**
   * Runs one chunk.
   *
   * @param phase the number of the phase
   * @param chunk the number of the chunk
   * @param worker the number of the thread that runs it, below the pool's number of threads; of the
   *     chunks that run at the same time in one run no two have the same
   */
  void run(int phase, int chunk, int worker);
}
