package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient that a composition carries, in nodes. */
@FunctionalInterface
public interface Pullback {
  /**
   * {@return for each argument, the gradient that flows to it, or null where none does}
   *
   * @param result the node of the composition
   * @param arguments what it was made of
   * @param gradient the gradient with respect to the result
   */
  List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient);

  /**
   * {@return a way to the logarithm of the result that is more stable than taking it, or null if
   * there is none}
   *
   * @param arguments what the composition was made of
   */
  default @Nullable Node logarithm(List<Node> arguments) {
    return null;
  }

  /**
   * {@return a way to the logarithm of one minus the result that is more stable than taking it, or
   * null if there is none}
   *
   * @param arguments what the composition was made of
   */
  default @Nullable Node logarithmOfComplement(List<Node> arguments) {
    return null;
  }
}
