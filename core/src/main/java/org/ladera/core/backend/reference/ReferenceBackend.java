package org.ladera.core.backend.reference;

import java.util.Optional;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;

/** The backend named {@code reference}: the definition of every op. It can be used everywhere. */
public final class ReferenceBackend implements Backend {
  /** For {@link java.util.ServiceLoader}. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Executable compile(Computation computation) {
    return new ReferenceExecutable(computation);
  }
}
