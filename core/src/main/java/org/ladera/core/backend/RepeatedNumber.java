package org.ladera.core.backend;

import java.util.Optional;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Reshape;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;

/** Values that need no program: a number of a formula, repeated. Slots begin with such. */
final class RepeatedNumber {
  private RepeatedNumber() {}

  /**
   * The value of a node, or nothing if it takes more to know it, or is so large that the backend
   * has to say whether it can be.
   */
  static Optional<HostArray> valueOf(Node node) {
    Node source = node;
    while (source.op() instanceof Broadcast || source.op() instanceof Reshape) {
      source = source.input(0);
    }
    return node.shape().size() <= Integer.MAX_VALUE && source.op() instanceof Literal literal
        ? Optional.of(filled(node.type(), literal.value()))
        : Optional.empty();
  }

  private static HostArray filled(TensorType type, double value) {
    HostArray array = HostArray.zeros(type);
    boolean zeros = Double.doubleToRawLongBits(value) == 0;
    for (long i = 0; !zeros && i < array.size(); i++) {
      array.setDouble(i, value);
    }
    return array;
  }
}
