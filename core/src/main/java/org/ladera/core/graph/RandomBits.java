package org.ladera.core.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Uniform integers of {@code 0..2^bits-1} from the counter-based generator Philox 4x32-10 (Salmon,
 * Moraes, Dror and Shaw, SC 2011): a pure function of seed, stream, the counter that is the input
 * (an int64 scalar), and the place of the entry, as {@code org.ladera.core.random.Philox} defines
 * it. The result is int32 for up to 31 bits, else int64. No gradient.
 *
 * @param seed the seed of the model or program
 * @param stream which of its draws this is
 * @param bits 1 to 63
 * @param shape the shape of the result
 */
public record RandomBits(long seed, long stream, int bits, Shape shape) implements Op {
  @Override
  public TensorType type(List<Node> inputs) {
    if (bits < 1 || bits > 63) {
      throw new IllegalArgumentException("randomBits: bits must be 1 to 63, got " + bits);
    }
    TensorType counter = inputs.getFirst().type();
    if (!counter.equals(new TensorType(DType.INT64, Shape.scalar()))) {
      throw TypeRules.error(this, "the counter must be i64[]", inputs);
    }
    return new TensorType(bits <= 31 ? DType.INT32 : DType.INT64, shape);
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return Collections.singletonList(null);
  }
}
