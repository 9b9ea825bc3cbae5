package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;

/**
 * One law: looks at a node, whose inputs are rewritten already, and gives another of the same value
 * and type, or nothing. A rule keeps every bit of every value, NaN, both zeros, infinities and
 * subnormal numbers included (all NaNs are one), unless it says that it {@linkplain #stabilizes}.
 */
public interface Rule {
  /** {@return the name by which it is counted} */
  default String name() {
    String name = getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * {@return whether it gives another value than what is written where that overflows or cancels}
   */
  default boolean stabilizes() {
    return false;
  }

  /**
   * {@return whether its result may no longer reach one of the inputs, and with it a check or a
   * call of a user's own op}
   */
  default boolean dropsInputs() {
    return false;
  }

  /**
   * {@return what stands in the place of a node, built of the node's inputs and theirs, with the
   * node's origin; null if the law does not apply}
   *
   * @param node the node
   */
  @Nullable Node apply(Node node);
}
