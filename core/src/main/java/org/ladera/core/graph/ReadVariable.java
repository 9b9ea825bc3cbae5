package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The value of a {@link Variable} when a run begins. The node of this op is the variable itself.
 *
 * @param type the type of the variable
 */
public record ReadVariable(TensorType type) implements Op {
  @Override
  public String name() {
    return "variable";
  }

  @Override
  public TensorType type(List<Node> inputs) {
    return type;
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of();
  }
}
