package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * The entry of a where the condition is true, that of b elsewhere. Derivative: 1 for the entry that
 * was taken, 0 for the other, whatever it holds.
 */
public record Select() implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    Node condition = inputs.getFirst();
    TensorType type = TypeRules.same(this, inputs.subList(1, 3));
    if (condition.dtype() != DType.BOOL || !condition.shape().equals(type.shape())) {
      throw Names.error(
          "select",
          "a bool condition and two operands of one type and shape are needed",
          ", ",
          List.of("condition", "left", "right"),
          inputs);
    }
    return type;
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    Node zero = Ops.zerosLike(factor);
    return switch (input) {
      case 1 -> Ops.select(self.input(0), factor, zero);
      case 2 -> Ops.select(self.input(0), zero, factor);
      default -> null;
    };
  }
}
