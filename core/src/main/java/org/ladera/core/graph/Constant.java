package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;

/**
 * An array that never changes.
 *
 * @param value the array, which nobody else writes to; equal only to itself
 */
public record Constant(HostArray value) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    return value.type();
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of();
  }
}
