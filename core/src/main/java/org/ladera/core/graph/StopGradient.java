package org.ladera.core.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/** The input itself, to which no gradient flows. */
public record StopGradient() implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    return inputs.getFirst().type();
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return Collections.singletonList(null);
  }
}
