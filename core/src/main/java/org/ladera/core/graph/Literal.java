package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * A number written in a formula: a scalar known when the graph is built.
 *
 * @param value the number, exact in the type
 * @param type the type of a scalar
 */
public record Literal(double value, TensorType type) implements Op {
  /** A weak number. */
  Literal(double value) {
    this(value, new TensorType(DType.FLOAT64, Shape.scalar(), true));
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
