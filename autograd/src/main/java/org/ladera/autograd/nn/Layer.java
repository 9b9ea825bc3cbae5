package org.ladera.autograd.nn;

import java.util.Locale;
import org.ladera.core.graph.Node;

/**
 * A function from nodes to nodes that may own parameters and state, all of which the scope hands
 * out.
 */
@FunctionalInterface
public interface Layer {
  /**
   * {@return the result for an input}
   *
   * @param scope hands out parameters, variables, random numbers and whether this is training
   * @param x the input
   */
  Node apply(Scope scope, Node x);

  /**
   * {@return the name of the layer's kind, which paths and summaries use; {@code layer} for a
   * lambda}
   */
  default String kind() {
    String name = getClass().getSimpleName();
    boolean plain = !name.isEmpty() && !getClass().isHidden() && !getClass().isSynthetic();
    return plain ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : "layer";
  }

  /**
   * {@return this layer under a name of its own in a {@link Layers#sequential}}
   *
   * @param name the name, without a dot
   */
  default Layer named(String name) {
    return new Named(name, this);
  }
}
