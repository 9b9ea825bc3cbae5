package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.range;
import static org.ladera.core.graph.Ops.select;

import java.util.Arrays;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;

/** What integers select. */
public final class Indexing {
  private Indexing() {}

  /**
   * {@return for each index a float32 row that is 1 at the index and 0 elsewhere; a row of zeros
   * for an index outside {@code 0..classes-1}}
   *
   * @param indices integers {@code [...]}
   * @param classes the size of the new last axis
   */
  public static Node oneHot(Node indices, int classes) {
    return oneHot(indices, classes, DType.FLOAT32);
  }

  /**
   * {@return for each index a row {@code [..., classes]} that is 1, or true, at the index and 0
   * elsewhere; a row of zeros for an index outside {@code 0..classes-1}}
   *
   * @param indices integers {@code [...]}
   * @param classes the size of the new last axis
   * @param dtype the type of the result
   */
  public static Node oneHot(Node indices, int classes, DType dtype) {
    if (!indices.dtype().isInteger()) {
      throw new ShapeException(
          "oneHot", "indices must be integers; use cast(INT32)", indices.type().toString());
    }
    int[] sizes = Arrays.copyOf(indices.shape().toArray(), indices.shape().rank() + 1);
    sizes[sizes.length - 1] = 1;
    return equal(indices.reshape(sizes), range(classes).cast(indices.dtype())).cast(dtype);
  }

  /**
   * {@return the entry of each row that its index names; 0 for an index outside the row. The other
   * entries of a row may be infinite}
   *
   * @param x numbers {@code [..., k]}
   * @param indices integers {@code [...]}
   */
  public static Node pick(Node x, Node indices) {
    Shape shape = x.shape();
    int[] rows = Arrays.copyOf(shape.toArray(), Math.max(shape.rank() - 1, 0));
    if (shape.isScalar() || !indices.shape().equals(Shape.of(rows))) {
      throw new ShapeException(
          "pick", "there must be one index for each row", x.type() + " and " + indices.type());
    }
    return select(oneHot(indices, shape.last(), DType.BOOL), x, constant(0)).sum(-1);
  }
}
