package org.ladera.autograd.nn;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part that is shared on purpose: each call is a new visit to the same parameters.
 *
 * @param <L> the part
 */
public final class Bound<L> {
  private final Scope parent;
  private final String name;
  private final L part;

  Bound(Scope parent, String name, L part) {
    this.parent = parent;
    this.name = name;
    this.part = part;
  }

  /**
   * {@return what a call of the part returns}
   *
   * @param <T> what it returns
   * @param call calls the part with a scope in which no name is taken yet
   */
  public <T extends @Nullable Object> T call(BiFunction<L, Scope, T> call) {
    return parent.visit(name, part, call);
  }
}
