package org.ladera.core.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks over graphs. All are iterative and linear, and visit a shared node once. */
public final class Graphs {
  private Graphs() {}

  /**
   * {@return every node that the given ones reach, inputs before what uses them}
   *
   * @param roots where the walk begins
   */
  public static List<Node> topological(Collection<? extends Node> roots) {
    List<Node> order = new ArrayList<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> path = new ArrayDeque<>();
    Deque<int[]> positions = new ArrayDeque<>();
    for (Node root : roots) {
      if (!seen.add(root)) {
        continue;
      }
      path.push(root);
      positions.push(new int[1]);
      while (!path.isEmpty()) {
        Node node = path.peek();
        int[] position = positions.peek();
        if (position[0] == node.inputs().size()) {
          order.add(node);
          path.pop();
          positions.pop();
          continue;
        }
        Node input = node.input(position[0]++);
        if (seen.add(input)) {
          path.push(input);
          positions.push(new int[1]);
        }
      }
    }
    return order;
  }

  /**
   * {@return an op applied to inputs that fit it as they are, for what rewrites graphs; formulas
   * are written with {@link Ops}}
   *
   * @param op the op
   * @param inputs what it is applied to
   * @param origin where the node counts as built
   * @throws IllegalArgumentException if the op does not take the inputs
   */
  public static Node apply(Op op, List<Node> inputs, Origin origin) {
    return new Node(op, inputs, origin);
  }

  /**
   * {@return the graph of some outputs with nodes put in the place of others}
   *
   * @param outputs what is wanted
   * @param replacements for a node, the one in its place, of the same type and shape
   */
  public static List<Node> replace(
      Collection<? extends Node> outputs, Map<? extends Node, ? extends Node> replacements) {
    return new Replacement(replacements).apply(outputs);
  }
}
