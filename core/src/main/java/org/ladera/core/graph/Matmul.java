package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * The matrix product {@code [batch..., m, k] · [batch..., k, n] -> [batch..., m, n]} with equal
 * batch axes, of floating types. Gradient: g·bᵀ and aᵀ·g.
 */
public record Matmul() implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    int rank = a.rank();
    boolean fits = rank >= 2 && b.rank() == rank;
    for (int axis = 0; fits && axis < rank - 2; axis++) {
      fits = a.get(axis) == b.get(axis);
    }
    if (!fits) {
      throw error("batch axes must agree, with two axes of a matrix behind them", inputs);
    }
    if (a.last() != b.get(-2)) {
      throw error("inner sizes must agree", inputs);
    }
    if (!inputs.get(0).dtype().isFloating() || inputs.get(0).dtype() != inputs.get(1).dtype()) {
      throw error("operands must be of one floating type; use cast", inputs);
    }
    int[] sizes = a.toArray();
    sizes[rank - 1] = b.last();
    boolean weak = inputs.get(0).type().weak() && inputs.get(1).type().weak();
    return new TensorType(inputs.get(0).dtype(), Shape.of(sizes), weak);
  }

  static RuntimeException error(String rule, List<Node> inputs) {
    return Names.error("matmul", rule, " x ", List.of("x", "w"), inputs);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(
        gradient.matmul(self.input(1).transpose()), self.input(0).transpose().matmul(gradient));
  }
}
