package org.ladera.core.rewrite.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;

/** A law that needs to know who uses a node: makes the rule for one graph. */
@FunctionalInterface
public interface Survey {
  /**
   * {@return the rule for a graph, or null if there is nothing to do}
   *
   * @param order its nodes, inputs first
   * @param results what it computes
   */
  @Nullable Rule of(List<Node> order, List<Node> results);
}
