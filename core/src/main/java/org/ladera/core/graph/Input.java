package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * An input of a traced function: a leaf whose value comes with each run.
 *
 * @param label what the user calls it
 * @param type its type
 */
public record Input(String label, TensorType type) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    return type;
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of();
  }
}
