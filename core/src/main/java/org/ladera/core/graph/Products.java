package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.core.type.Shapes;

/** How NumPy's matrix product is made of {@link Matmul}: vectors, batch axes, one large product. */
final class Products {
  private Products() {}

  static Node matmul(Node left, Node right) {
    List<Node> pair = Ops.unified(() -> "matmul", " x ", left, right);
    Node a = pair.get(0);
    Node b = pair.get(1);
    if (a.shape().isScalar() || b.shape().isScalar()) {
      throw Matmul.error("a scalar has no inner size; use times", List.of(left, right));
    }
    if (b.shape().rank() == 1) {
      return dot(a, b);
    }
    if (a.shape().last() != b.shape().get(-2)) {
      throw inner(left, right);
    }
    if (a.shape().rank() == 1) {
      Node row = matmul(a.reshape(1, -1), b);
      return row.at(-2, 0);
    }
    if (b.shape().rank() == 2) {
      Node rows = a.reshape(entries(a), a.shape().last());
      return Ops.build(new Matmul(), rows, b).reshape(withLast(a.shape(), b.shape().last()));
    }
    return batched(a, b);
  }

  /** The number of rows, kept even when the inner size is 0. */
  private static int entries(Node a) {
    return Math.toIntExact(
        Shapes.without(a.shape(), ImmutableIntArray.of(a.shape().rank() - 1)).size());
  }

  private static int[] withLast(Shape shape, int last) {
    int[] sizes = shape.toArray();
    sizes[sizes.length - 1] = last;
    return sizes;
  }

  private static Node batched(Node a, Node b) {
    Shape batchA = batch(a.shape());
    Shape batchB = batch(b.shape());
    @Nullable Shape common = Shapes.broadcast(batchA, batchB);
    if (common == null) {
      throw Matmul.error("batch axes must broadcast", List.of(a, b));
    }
    return Ops.build(new Matmul(), spread(a, common), spread(b, common));
  }

  private static Shape batch(Shape shape) {
    return Shapes.without(shape, ImmutableIntArray.of(shape.rank() - 2, shape.rank() - 1));
  }

  private static Node spread(Node x, Shape batch) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = x.shape().get(-2);
    sizes[batch.rank() + 1] = x.shape().last();
    return Ops.broadcast(x, Shape.of(sizes));
  }

  static Node dot(Node x, Node vector) {
    if (vector.shape().rank() != 1 || x.shape().isScalar()) {
      throw Names.error(
          "dot", "a tensor and a vector are needed", " . ", List.of("x", "w"), List.of(x, vector));
    }
    if (x.shape().last() != vector.shape().last()) {
      throw inner(x, vector);
    }
    if (x.shape().rank() == 1) {
      return matmul(x.reshape(1, -1), vector.reshape(-1, 1)).reshape();
    }
    int[] rows = Shapes.without(x.shape(), ImmutableIntArray.of(x.shape().rank() - 1)).toArray();
    return matmul(x, vector.reshape(vector.shape().last(), 1)).reshape(rows);
  }

  private static ShapeException inner(Node a, Node b) {
    String given = Names.describe(" x ", List.of("x", "w"), List.of(a, b));
    int wanted = b.shape().rank() == 1 ? b.shape().last() : b.shape().get(-2);
    String hint =
        b instanceof Variable ? "; is the input flattened to " + wanted + " features?" : "";
    return new ShapeException("matmul", "inner sizes must agree", given + hint);
  }
}
