package org.ladera.core.backend.reference;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;

/** The nodes of a computation in order, and when each value is wanted for the last time. */
final class Walk {
  private final List<Node> order;
  private final IdentityHashMap<Node, Integer> positions = new IdentityHashMap<>();
  private final int[] lastUses;

  /**
   * @throws IllegalArgumentException if a value has more entries than a Java array can hold
   */
  Walk(Computation computation) {
    this.order = computation.order();
    for (Node node : order) {
      if (node.shape().size() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "the backend \"reference\" takes values of at most "
                + Integer.MAX_VALUE
                + " entries, got "
                + node
                + "; use another backend");
      }
      positions.put(node, positions.size());
    }
    this.lastUses = new int[order.size()];
    Arrays.fill(lastUses, -1);
    for (int user = 0; user < order.size(); user++) {
      for (Node input : order.get(user).inputs()) {
        lastUses[position(input)] = user;
      }
    }
    computation.outputs().forEach(this::keep);
    computation.assignments().forEach(assignment -> keep(assignment.value()));
    computation.checks().forEach(check -> keep(check.node()));
  }

  private void keep(Node node) {
    lastUses[position(node)] = Integer.MAX_VALUE;
  }

  List<Node> order() {
    return order;
  }

  boolean reaches(Node node) {
    return positions.containsKey(node);
  }

  /** Where a node that is reached stands in the order. */
  int position(Node node) {
    Integer position = positions.get(node);
    if (position == null) {
      throw new IllegalStateException(node + " is not part of the computation");
    }
    return position;
  }

  /** Whether no node after the user takes the value of this one, nor the world outside. */
  boolean endsAt(Node node, int user) {
    return lastUses[position(node)] == user;
  }
}
