package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The first input itself: the result of a composition of the others, with a gradient of its own in
 * place of the one that differentiating the composition would give.
 *
 * @param pullback the gradient
 */
public record CustomGradient(Pullback pullback) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    return inputs.getFirst().type();
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    List<Node> arguments = arguments(self);
    List<@Nullable Node> pulled = pullback.pull(self, arguments, gradient);
    if (pulled.size() != arguments.size()) {
      throw new IllegalArgumentException(
          "customGradient: one gradient for each of the "
              + arguments.size()
              + " arguments is needed, got "
              + pulled.size());
    }
    List<@Nullable Node> gradients = new ArrayList<>(pulled.size() + 1);
    gradients.add(null);
    gradients.addAll(pulled);
    return gradients;
  }

  /** What the composition was made of. */
  static List<Node> arguments(Node self) {
    return self.inputs().subList(1, self.inputs().size());
  }
}
