package org.ladera.autograd.nn;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;

/**
 * A network of two inputs, of one output or several.
 *
 * @param <O> what it returns
 */
@FunctionalInterface
public interface ScopedFunction<O extends Outputs> {
  /**
   * {@return the outputs}
   *
   * @param scope hands out parameters, variables, random numbers and whether this is training
   * @param x the first input
   * @param y the second input
   */
  O apply(Scope scope, Node x, Node y);
}
