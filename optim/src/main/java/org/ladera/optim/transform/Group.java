package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Optimizer;

/**
 * Parameters that are trained alike.
 *
 * @param name what the group is called; its slots and reports are under {@code name/}
 * @param test which parameters belong to it, such as one of {@link Which}
 * @param optimizer how they move, with rate, decay and clipping of its own
 */
public record Group(String name, Predicate<Parameter> test, Optimizer optimizer) {
  /** Checks the name. */
  public Group {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Group: the name must not be blank");
    }
  }
}
