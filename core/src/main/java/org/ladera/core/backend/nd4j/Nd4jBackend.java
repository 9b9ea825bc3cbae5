package org.ladera.core.backend.nd4j;

import java.util.Optional;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;

/**
 * Runs a computation as it was written, op by op, through ND4J's executioner; the exceptions are
 * listed in the package page.
 */
public final class Nd4jBackend implements Backend {
  /** For {@link java.util.ServiceLoader}. */
  public Nd4jBackend() {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public int preference() {
    return 100;
  }

  @Override
  public Optional<String> obstacle() {
    return Availability.obstacle();
  }

  @Override
  public Executable compile(Computation computation) {
    return new Compilation(computation, Host.isMemoryOfArrays()).program();
  }
}
