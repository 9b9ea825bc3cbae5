package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
    NodeSet seen = new NodeSet();
    List<Node> path = new ArrayList<>();
    int[] next = new int[64];
    for (Node root : roots) {
      if (!seen.add(root)) {
        continue;
      }
      path.add(root);
      next[0] = 0;
      while (!path.isEmpty()) {
        int top = path.size() - 1;
        Node node = path.get(top);
        if (next[top] == node.inputs().size()) {
          order.add(path.remove(top));
          continue;
        }
        Node input = node.input(next[top]++);
        if (seen.add(input)) {
          path.add(input);
          if (path.size() > next.length) {
            next = Arrays.copyOf(next, 2 * next.length);
          }
          next[top + 1] = 0;
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
