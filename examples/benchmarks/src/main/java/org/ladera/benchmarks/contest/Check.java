package org.ladera.benchmarks.contest;

import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.Task;

/**
 * Tells whether engines compute the same.
 *
 * @param <T> the kind of work
 */
public interface Check<T extends Task> {
  /**
   * {@return how far results are from the expected ones, relatively; NaN for an engine that has
   * none}
   *
   * @param engine which engine
   * @param process runs it, with the work ready, and nothing done yet
   * @param task the work
   * @throws LackingException if they are further than rounding explains
   */
  double difference(Engine engine, EngineProcess process, T task) throws LackingException;

  /** Ends what would be there beside the engines while they are timed. */
  default void rest() {}
}
