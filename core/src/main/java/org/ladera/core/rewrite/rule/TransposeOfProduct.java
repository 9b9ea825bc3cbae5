package org.ladera.core.rewrite.rule;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Permute;

/**
 * (A · B)ᵀ is Bᵀ · Aᵀ, where that turns no more matrices than before and nobody else wants A · B,
 * which would then be computed twice.
 */
final class TransposeOfProduct implements Rule {
  private final Set<Node> transposes = Collections.newSetFromMap(new IdentityHashMap<>());

  private TransposeOfProduct(List<Node> order, List<Node> results) {
    Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> usedAgain = Collections.newSetFromMap(new IdentityHashMap<>());
    results.stream().filter(TransposeOfProduct::isProduct).forEach(used::add);
    for (Node node : order) {
      for (Node input : node.inputs()) {
        if (isProduct(input) && !used.add(input)) {
          usedAgain.add(input);
        }
      }
    }
    for (Node node : order) {
      if (cancels(node) && !usedAgain.contains(node.input(0))) {
        transposes.add(node);
      }
    }
  }

  /** The rule for one graph, or null if there is nothing to do. */
  static @Nullable Rule in(List<Node> order, List<Node> results) {
    if (order.stream().noneMatch(TransposeOfProduct::cancels)) {
      return null;
    }
    TransposeOfProduct rule = new TransposeOfProduct(order, results);
    return rule.transposes.isEmpty() ? null : rule;
  }

  @Override
  public @Nullable Node apply(Node node) {
    if (!transposes.contains(node)) {
      return null;
    }
    Node product = node.input(0);
    return Rewrites.in(
        node, new Matmul(), transposed(node, product.input(1)), transposed(node, product.input(0)));
  }

  private static boolean isProduct(Node node) {
    return node.op() instanceof Matmul;
  }

  /** Whether the node is the transpose of a product of which an operand is a transpose. */
  private static boolean cancels(Node node) {
    return isTranspose(node.op())
        && isProduct(node.input(0))
        && node.input(0).inputs().stream().anyMatch(operand -> isTranspose(operand.op()));
  }

  /** Whether the last two axes are swapped and no others moved. */
  private static boolean isTranspose(Op op) {
    if (!(op instanceof Permute permute)) {
      return false;
    }
    int rank = permute.order().length();
    for (int axis = 0; axis < rank; axis++) {
      int wanted = axis < rank - 2 ? axis : 2 * rank - 3 - axis;
      if (permute.order().get(axis) != wanted) {
        return false;
      }
    }
    return rank > 1;
  }

  private static Node transposed(Node place, Node x) {
    return isTranspose(x.op()) ? x.input(0) : Rewrites.in(place, place.op(), x);
  }
}
