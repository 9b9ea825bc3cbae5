package org.ladera.core.backend.cpu.run;

/** A work that is not bound to memory yet. */
@FunctionalInterface
public interface Part {
  /**
   * {@return the work in a context}
   *
   * @param addresses where everything lies
   */
  Work bind(Addresses addresses);
}
