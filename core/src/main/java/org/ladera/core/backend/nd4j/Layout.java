package org.ladera.core.backend.nd4j;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ladera.core.graph.Abs;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.And;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Cos;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Floor;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Not;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Or;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Round;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sign;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.Sqrt;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Tanh;

/**
 * Where the value of each node lies, settled before anything is allocated. Most values get a place
 * of their own. Some are seen in the place of their input: those of the same entries in the same
 * order; and, where every use can read them so, broadcasts and transposes that are never carried
 * out.
 */
final class Layout {
  private static final int FOREVER = Integer.MAX_VALUE;

  private final Set<Node> roots;
  private final Set<Node> carriedOut = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Node, Node> owners = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Integer> lastUses = new IdentityHashMap<>();

  /**
   * A layout.
   *
   * @param order the nodes, inputs before what uses them
   * @param roots those whose values a run ends with
   */
  Layout(List<Node> order, Set<Node> roots) {
    this.roots = roots;
    for (Node node : order) {
      for (int position = 0; position < node.inputs().size(); position++) {
        if (!readsAsStored(node, position)) {
          carriedOut.add(node.input(position));
        }
      }
    }
    for (Node node : order) {
      boolean owns = !isSame(node) && !isDeferred(node);
      owners.put(node, owns ? node : owner(node.input(0)));
    }
    for (int index = 0; index < order.size(); index++) {
      for (Node input : order.get(index).inputs()) {
        lastUses.put(owner(input), index);
      }
    }
    roots.forEach(root -> lastUses.put(owner(root), FOREVER));
  }

  /** The node in whose place a value lies. */
  Node owner(Node node) {
    Node owner = owners.get(node);
    if (owner == null) {
      throw new IllegalStateException("no place for " + node);
    }
    return owner;
  }

  /** Whether a value has a place of its own. */
  boolean owns(Node node) {
    return owner(node) == node;
  }

  /** Whether a node, although seen in the place of its input, does something. */
  boolean checks(Node node) {
    return node.op() instanceof InRange;
  }

  /** The position in the order after which nothing reads what lies in the place of a node. */
  int lastUse(Node owner) {
    return lastUses.getOrDefault(owner, FOREVER);
  }

  /** How a node that uses this one reads it. */
  Operand operand(Node node, Block block) {
    if (!isDeferred(node)) {
      return new Operand(block, node.shape(), false);
    }
    return new Operand(block, node.input(0).shape(), node.op() instanceof Permute);
  }

  /** Whether a node is a broadcast or a transpose that is not carried out. */
  private boolean isDeferred(Node node) {
    return isDeferrable(node) && !carriedOut.contains(node) && !roots.contains(node);
  }

  private static boolean isDeferrable(Node node) {
    return !isSame(node)
        && (node.op() instanceof Broadcast
            || (node.op() instanceof Permute permute && isTranspose(permute.order())));
  }

  private static boolean isTranspose(ImmutableIntArray order) {
    int rank = order.length();
    for (int axis = 0; axis < rank - 2; axis++) {
      if (order.get(axis) != axis) {
        return false;
      }
    }
    return rank >= 2 && order.get(rank - 1) == rank - 2;
  }

  /** Whether a node can read this input as it is stored, without a broadcast or transpose. */
  private static boolean readsAsStored(Node node, int position) {
    Node input = node.input(position);
    return isDeferrable(input)
        && (input.op() instanceof Permute
            ? node.op() instanceof Matmul
            : repeats(node, position, input.input(0).shape().size() == 1));
  }

  /** Whether a node can repeat this input itself. */
  private static boolean repeats(Node node, int position, boolean single) {
    if (!(node.op() instanceof Elementwise op)) {
      return false;
    }
    return switch (op) {
      case Add _,
          Subtract _,
          Multiply _,
          Divide _,
          Power _,
          Less _,
          LessEqual _,
          Equal _,
          And _,
          Or _ ->
          isAlone(node, position);
      case Maximum _, Minimum _ -> single && isAlone(node, position);
      case Select _ -> single;
      case Negate _,
          Abs _,
          Sign _,
          Floor _,
          Round _,
          Exp _,
          Expm1 _,
          Log _,
          Log1p _,
          Sqrt _,
          Sin _,
          Cos _,
          Tanh _,
          Sigmoid _,
          Erf _,
          Not _,
          Cast _ ->
          false;
    };
  }

  /** Of two broadcasts that meet, the left one is carried out. */
  private static boolean isAlone(Node node, int position) {
    return position == 1 || !(node.input(1).op() instanceof Broadcast);
  }

  /** Whether the entries are those of the first input, in the same order and type. */
  private static boolean isSame(Node node) {
    Op op = node.op();
    return op instanceof Reshape
        || op instanceof StopGradient
        || op instanceof CustomGradient
        || op instanceof InRange
        || ((op instanceof Broadcast || op instanceof Slice || op instanceof Pad)
            && node.shape().size() == node.input(0).shape().size())
        || (op instanceof Cast && node.dtype() == node.input(0).dtype())
        || (op instanceof Permute permute && keepsOrder(node, permute.order()));
  }

  private static boolean keepsOrder(Node node, ImmutableIntArray order) {
    int last = -1;
    for (int axis = 0; axis < order.length(); axis++) {
      if (node.shape().get(axis) == 1) {
        continue;
      }
      if (order.get(axis) < last) {
        return false;
      }
      last = order.get(axis);
    }
    return true;
  }
}
