package org.ladera.benchmarks.process;

/** An engine's process broke off, or gave no answer. */
public final class EngineFailure extends RuntimeException {
  EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
