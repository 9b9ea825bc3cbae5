package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.ladera.core.type.Shapes;

/** What the maximum and the minimum along axes share. */
final class Extremes {
  private Extremes() {}

  static void checkNotEmpty(Op op, List<Node> inputs, ImmutableIntArray axes) {
    if (Shapes.count(inputs.getFirst().shape(), axes) == 0) {
      throw Names.error(op.name(), "no axis may be empty", ", ", List.of("x"), inputs);
    }
  }

  /** The gradient in equal parts to all entries that equal the result. */
  static Node gradient(Node self, Node gradient, ImmutableIntArray axes) {
    Node x = self.input(0);
    Node reached = Ops.equal(x, Ops.repeated(self, x.shape(), axes)).cast(x.dtype());
    Node share = gradient.dividedBy(Ops.sumOf(reached, axes));
    return reached.times(Ops.repeated(share, x.shape(), axes));
  }
}
