package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts nodes in the place of others. What was rebuilt is remembered, so that outputs replaced one
 * after another share their nodes.
 */
public final class Replacement {
  private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();

  /**
   * A replacement.
   *
   * @param replacements for a node, the one in its place, of the same type and shape
   */
  public Replacement(Map<? extends Node, ? extends Node> replacements) {
    replacements.forEach(
        (from, to) -> {
          if (!from.type().strong().equals(to.type().strong())) {
            throw new IllegalArgumentException(
                "replace: types must agree, got " + to.type() + " in the place of " + from);
          }
          done.put(from, to);
        });
  }

  /**
   * {@return the outputs, rebuilt where they reach a replaced node}
   *
   * @param outputs what is wanted
   */
  public List<Node> apply(Collection<? extends Node> outputs) {
    for (Node node : Graphs.topological(outputs)) {
      if (done.containsKey(node)) {
        continue;
      }
      List<Node> inputs = new ArrayList<>(node.inputs().size());
      boolean same = true;
      for (Node input : node.inputs()) {
        Node other = done.getOrDefault(input, input);
        same &= other == input;
        inputs.add(other);
      }
      done.put(node, same ? node : node.on(inputs));
    }
    return outputs.stream().map(output -> done.getOrDefault(output, output)).toList();
  }
}
