package org.ladera.core.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.And;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Or;

/**
 * The first node of each expression. Two nodes are one expression if their ops are equal and their
 * inputs the same nodes, in either order where that does not matter. A hash table with linear
 * probing, because there is one look-up for every node.
 */
final class Expressions {
  private static final int START = 256;

  private @Nullable Node[] nodes = new @Nullable Node[START];
  private int[] hashes = new int[START];
  private int size;

  /** The first node of this expression, which is this one if there was none. */
  Node first(Node node) {
    if (2 * size >= nodes.length) {
      grow();
    }
    int hash = hash(node);
    int place = place(hash);
    for (Node other = nodes[place]; other != null; other = nodes[place]) {
      if (hashes[place] == hash && areEqual(node, other)) {
        return other;
      }
      place = (place + 1) & (nodes.length - 1);
    }
    nodes[place] = node;
    hashes[place] = hash;
    size++;
    return node;
  }

  private int place(int hash) {
    return (hash ^ (hash >>> 16)) & (nodes.length - 1);
  }

  private void grow() {
    @Nullable Node[] oldNodes = nodes;
    int[] oldHashes = hashes;
    nodes = new @Nullable Node[2 * oldNodes.length];
    hashes = new int[nodes.length];
    for (int i = 0; i < oldNodes.length; i++) {
      if (oldNodes[i] != null) {
        int place = place(oldHashes[i]);
        while (nodes[place] != null) {
          place = (place + 1) & (nodes.length - 1);
        }
        nodes[place] = oldNodes[i];
        hashes[place] = oldHashes[i];
      }
    }
  }

  private static boolean areEqual(Node a, Node b) {
    return areEqual(a.op(), b.op())
        && (areSame(a.inputs(), b.inputs())
            || (commutes(a.op()) && a.input(0) == b.input(1) && a.input(1) == b.input(0)));
  }

  /** A weak number has no other value than a strong one. */
  private static boolean areEqual(Op a, Op b) {
    if (a instanceof Literal left && b instanceof Literal right) {
      return Double.compare(left.value(), right.value()) == 0
          && left.type().strong().equals(right.type().strong());
    }
    return a.equals(b);
  }

  private static boolean areSame(List<Node> a, List<Node> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean commutes(Op op) {
    return op instanceof Add
        || op instanceof Multiply
        || op instanceof Maximum
        || op instanceof Minimum
        || op instanceof Equal
        || op instanceof And
        || op instanceof Or;
  }

  /** The class tells ops apart that have no attributes. */
  private static int hash(Node node) {
    Op op = node.op();
    int hash =
        op instanceof Literal literal
            ? Double.hashCode(literal.value())
            : 31 * op.getClass().hashCode() + op.hashCode();
    boolean commutes = commutes(op);
    int ofInputs = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      int ofInput = System.identityHashCode(node.input(i));
      ofInputs = commutes ? ofInputs + ofInput : 31 * ofInputs + ofInput;
    }
    return 31 * hash + ofInputs;
  }
}
