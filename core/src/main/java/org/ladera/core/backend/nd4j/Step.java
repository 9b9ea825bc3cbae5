package org.ladera.core.backend.nd4j;

/** One thing that a run does, on operands that were settled when the program was compiled. */
interface Step {
  /** Does it. */
  void run();

  /** {@return what does it, for the user: {@code nd4j add} or {@code java sum}} */
  String how();

  /** Frees what only this step holds. */
  default void close() {}
}
