package org.ladera.benchmarks.process;

/** A process of the harness broke off, or gave no answer. */
public final class EngineFailure extends RuntimeException {
  EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says what happened.
   *
   * @param message in words
   */
  public EngineFailure(String message) {
    super(message);
  }
}
