package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;

/** (A · B)ᵀ is Bᵀ · Aᵀ, where that turns no more matrices than before. */
record TransposeOfProduct() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Permute permute
        && isTranspose(permute)
        && node.input(0).op() instanceof Matmul)) {
      return null;
    }
    Node a = node.input(0).input(0);
    Node b = node.input(0).input(1);
    boolean canceled = a.op().equals(permute) || b.op().equals(permute);
    return canceled
        ? Rewrites.in(
            node, new Matmul(), transposed(node, permute, b), transposed(node, permute, a))
        : null;
  }

  /** Whether the last two axes are swapped and no others moved. */
  private static boolean isTranspose(Permute permute) {
    int rank = permute.order().length();
    for (int axis = 0; axis < rank; axis++) {
      int wanted = axis < rank - 2 ? axis : 2 * rank - 3 - axis;
      if (permute.order().get(axis) != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Node transposed(Node place, Permute permute, Node x) {
    return x.op().equals(permute) ? x.input(0) : Rewrites.in(place, permute, x);
  }
}
