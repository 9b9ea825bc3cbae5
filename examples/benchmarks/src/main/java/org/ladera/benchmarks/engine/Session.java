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

  /** {@return what the library says of its program, or nothing} */
  default String explain() {
    return "";
  }

  /** {@return whether no faster code is being compiled in the background} */
  default boolean isSettled() {
    return true;
  }

  /**
   * {@return what the last step computed, where that is more than a loss}
   *
   * @param most how many numbers at most; of more, evenly spread ones are taken
   */
  default float[] result(int most) {
    throw new IllegalStateException("a loss is all that there is");
  }

  /** Frees what the session holds. It does no step afterwards. */
  default void close() {}
}
