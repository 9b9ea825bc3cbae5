package org.ladera.benchmarks.engine;

/** Work that is ready to be done again and again. */
@FunctionalInterface
public interface Session {
  /**
   * {@return the loss before the update of one step, which this does; or NaN, where none is told}
   */
  double step();

  /** {@return the loss before the update of one step, which this does, if need be by more work} */
  default double stepWithLoss() {
    return step();
  }
}
