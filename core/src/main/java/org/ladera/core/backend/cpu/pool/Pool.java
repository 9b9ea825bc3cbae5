package org.ladera.core.backend.cpu.pool;

import java.util.concurrent.ConcurrentHashMap;

/**
 * A number of threads that run phases, the one that calls among them. Its own threads are daemons;
 * they start with the first run that has work for them, spin for some 50 us after the last chunk,
 * then sleep.
 *
 * <p>Several threads may call at once: who finds the pool taken runs its phases alone, and so does
 * a chunk that runs phases itself. A run allocates nothing.
 */
public final class Pool implements AutoCloseable {
  private static final String SWITCH = "ladera.threads";
  private static final ConcurrentHashMap<Integer, Pool> SHARED = new ConcurrentHashMap<>();

  private final int threads;
  private final Crew crew;

  /**
   * A pool of its own.
   *
   * @param threads how many threads run phases, the caller's among them, 1 or more
   * @throws IllegalArgumentException if there would be no thread
   */
  public Pool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "A pool has 1 thread or more, the caller's among them; given " + threads + ".");
    }
    this.threads = threads;
    this.crew = new Crew(threads - 1);
  }

  /**
   * {@return the pool of so many threads that all of this process share; never close it}
   *
   * @param threads how many threads run phases, the caller's among them, 1 or more
   */
  public static Pool shared(int threads) {
    return SHARED.computeIfAbsent(threads, Pool::new);
  }

  /**
   * {@return the number of threads that {@code -Dladera.threads=} asks for, or the number of cores}
   *
   * @throws IllegalArgumentException if the property is no number of threads
   */
  public static int configuredThreads() {
    return threadsFrom(System.getProperty(SWITCH, ""));
  }

  static int threadsFrom(String property) {
    String value = property.strip();
    if (value.isEmpty()) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (value.matches("[0-9]{1,4}") && Integer.parseInt(value) > 0) {
      return Integer.parseInt(value);
    }
    throw new IllegalArgumentException(
        "-D%s= takes a number of threads from 1 to 9999, or nothing for one a core; given '%s'."
            .formatted(SWITCH, property));
  }

  /** {@return how many threads run phases, the caller's among them} */
  public int threads() {
    return threads;
  }

  /**
   * Runs all phases, and returns when they are done. If a chunk throws, no chunk begins any more,
   * and what it threw is thrown here once those that run have ended.
   *
   * @param phases the work
   * @param parallel whether it is worth waking others: from some 30 us of work on. If not, the
   *     caller runs it all.
   */
  public void run(Phases phases, boolean parallel) {
    if (!parallel || threads == 1 || !crew.run(phases)) {
      runAlone(phases);
    }
  }

  private static void runAlone(Phases phases) {
    int count = phases.count();
    for (int phase = 0; phase < count; phase++) {
      int chunks = phases.chunks(phase);
      for (int chunk = 0; chunk < chunks; chunk++) {
        phases.run(phase, chunk, 0);
      }
    }
  }

  /** Ends the pool's own threads; later runs are done by their callers alone. */
  @Override
  public void close() {
    crew.close();
  }
}
