package org.ladera.core.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a traced function returns: one principal node, and any others by name. A {@link Node} is the
 * plain case; a record of nodes may implement this too.
 */
public interface Outputs {
  /** {@return the principal result; the loss, where something is trained} */
  Node first();

  /** {@return the other results by name, in order} */
  Map<String, Node> others();

  /**
   * {@return these outputs and one more}
   *
   * @param name the name of the result, not yet taken
   * @param value the result
   * @throws IllegalArgumentException if the name is taken
   */
  default Outputs and(String name, Outputs value) {
    Map<String, Node> all = new LinkedHashMap<>(others());
    if (all.putIfAbsent(name, value.first()) != null) {
      throw new IllegalArgumentException("outputs: the name \"" + name + "\" is given twice");
    }
    Node first = first();
    return new Outputs() {
      @Override
      public Node first() {
        return first;
      }

      @Override
      public Map<String, Node> others() {
        return all;
      }
    };
  }
}
