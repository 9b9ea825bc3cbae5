package org.ladera.core.backend.cpu.run;

import java.util.function.Supplier;

/** Ends a run. The thread that called makes the error of it, so that it shows that thread's way. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<RuntimeException> error;

  Failure(Supplier<RuntimeException> error) {
    super(null, null, false, false);
    this.error = error;
  }

  RuntimeException error() {
    return error.get();
  }
}
