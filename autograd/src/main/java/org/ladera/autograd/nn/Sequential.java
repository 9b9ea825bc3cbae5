package org.ladera.autograd.nn;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import org.ladera.core.graph.Node;

/**
 * Layers one after the other, each called by its own name or by its kind and index among its kind.
 */
record Sequential(ImmutableList<Layer> layers) implements Layer {
  @Override
  public Node apply(Scope scope, Node x) {
    Map<String, Integer> counts = new HashMap<>();
    Node result = x;
    for (Layer layer : layers) {
      if (layer instanceof Named named) {
        result = scope.apply(named.name(), named, result);
      } else {
        int index = counts.merge(layer.kind(), 1, Integer::sum) - 1;
        result = scope.apply(layer.kind(), index, layer, result);
      }
    }
    return result;
  }

  @Override
  public String toString() {
    String text = layers.toString();
    return "sequential(" + text.substring(1, text.length() - 1) + ")";
  }
}
