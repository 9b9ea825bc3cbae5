package org.ladera.core.backend;

import java.util.Optional;

/** A machine that runs computations. Found through {@link java.util.ServiceLoader}. */
public interface Backend {
  /** {@return the name that users choose it by} */
  String name();

  /** {@return its rank among the usable backends: the highest is the default} */
  int preference();

  /** {@return why it cannot be used here, or nothing if it can} */
  Optional<String> obstacle();

  /**
   * {@return the program of a computation}
   *
   * @param computation what is wanted
   */
  Executable compile(Computation computation);
}
