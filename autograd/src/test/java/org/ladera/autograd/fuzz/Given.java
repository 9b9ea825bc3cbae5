package org.ladera.autograd.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Nodes that a printed test needs and that no formula has by itself. */
final class Given {
  private Given() {}

  /** A number of a formula, of a type of its own. */
  static Node number(DType dtype, double value) {
    Node beside = Ops.constant(HostArray.zeros(new TensorType(dtype, Shape.scalar())));
    return beside.plus(value).input(1);
  }

  /** A function of a node, where building it would put something more stable in its place. */
  static Node plain(UnaryOperator<Node> function, Node x) {
    Node leaf = Ops.input("leaf", x.type().strong());
    return Graphs.replace(List.of(function.apply(leaf)), Map.of(leaf, x)).getFirst();
  }

  /** The same number in every place. */
  static HostArray filled(DType dtype, Shape shape, double value) {
    if (dtype.isFloating()) {
      double[] values = new double[Math.toIntExact(shape.size())];
      Arrays.fill(values, value);
      return HostArray.ofDoubles(dtype, shape, values);
    }
    long[] values = new long[Math.toIntExact(shape.size())];
    Arrays.fill(values, (long) value);
    return HostArray.ofLongs(dtype, shape, values);
  }
}
