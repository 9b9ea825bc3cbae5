package org.ladera.core.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * The input itself, a tensor of integers, after a check that each is one of {@code 0..size-1}. A
 * run that finds another fails before any variable has changed.
 *
 * @param size the number of permitted values
 * @param subject who asks and what for, such as {@code softmaxCrossEntropy: label}
 */
public record InRange(int size, String subject) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    TensorType type = inputs.getFirst().type();
    if (!type.dtype().isInteger()) {
      throw TypeRules.error(this, "entries must be integers", inputs);
    }
    return type;
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return Collections.singletonList(null);
  }

  /**
   * {@return the error of a value out of range}
   *
   * @param value the value
   * @param place its row-major position
   */
  public IllegalArgumentException error(long value, long place) {
    return new IllegalArgumentException(
        subject + " " + value + " at example " + place + " is outside 0.." + (size - 1));
  }
}
