package org.ladera.core.backend.reference;

import java.util.List;
import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Sum;
import org.ladera.core.random.Philox;

/** What each op means: from the values of its inputs to that of its node. */
final class Meanings {
  private Meanings() {}

  /**
   * The value of a node that is no input and no variable.
   *
   * @throws IllegalArgumentException if an index or a number is out of its range
   */
  static Value of(Node node, List<Value> inputs) {
    return switch (node.op()) {
      case Elementwise op -> Elements.of(op, node.dtype(), inputs);
      case Input _, ReadVariable _ -> throw new IllegalStateException(node + " comes with the run");
      case Constant op -> Value.copyOf(op.value());
      case Literal op -> Value.of(op.value(), node.dtype());
      case Reshape _, StopGradient _, CustomGradient _ -> inputs.getFirst();
      case Broadcast op -> Movements.broadcast(op, node.input(0).shape(), inputs.getFirst());
      case Permute op -> Movements.permute(op, node, inputs.getFirst());
      case Slice op -> Movements.slice(op, node, inputs.getFirst());
      case Pad op -> Movements.pad(op, node, inputs.getFirst());
      case Concat op -> Movements.concat(op, node, inputs);
      case Gather op -> Indexing.gather(op, node, inputs.get(0), inputs.get(1));
      case ScatterAdd op -> Indexing.scatterAdd(op, node, inputs.get(0), inputs.get(1));
      case InRange op -> Indexing.inRange(op, inputs.getFirst());
      case Sum op -> Reductions.sum(node, op.axes(), inputs.getFirst());
      case Max op -> Reductions.max(node, op.axes(), inputs.getFirst());
      case Min op -> Reductions.min(node, op.axes(), inputs.getFirst());
      case ArgMax op -> Reductions.argMax(node, op.axis(), inputs.getFirst());
      case Matmul _ -> MatrixProduct.of(node, inputs.get(0), inputs.get(1));
      case RandomBits op -> random(op, node, inputs.getFirst());
      case HostOp op -> HostCalls.of(op, node, inputs);
    };
  }

  private static Value random(RandomBits op, Node node, Value counter) {
    long[] drawn = new long[(int) node.shape().size()];
    long run = counter.integers()[0];
    Philox.fill(op.seed(), op.stream(), run, 0, op.bits(), drawn, 0, drawn.length, new int[4]);
    return new Integers(node.dtype(), drawn);
  }
}
