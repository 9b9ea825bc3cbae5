package org.ladera.core.backend.nd4j;

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
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Sum;

/** The steps that compute a node, by family. */
final class Kernels {
  private Kernels() {}

  /**
   * The steps that compute a node.
   *
   * @param node the node
   * @param inputs its inputs, as they are stored
   * @param output where its value goes; its input's place if it is a view
   */
  static List<Step> of(Node node, List<Operand> inputs, Block output) {
    if (output.length() == 0 && !actsWhenEmpty(node.op())) {
      return List.of();
    }
    return switch (node.op()) {
      case Input _, Constant _, Literal _, ReadVariable _ -> List.of();
      case Reshape _, StopGradient _, CustomGradient _ -> List.of();
      case Elementwise op -> List.of(Entries.of(op, inputs, node.shape(), output));
      case Broadcast _ -> List.of(Movement.broadcast(inputs.getFirst(), node.shape(), output));
      case Permute permute ->
          List.of(Movement.permute(permute, inputs.getFirst(), node.shape(), output));
      case Slice slice -> List.of(Movement.slice(slice, inputs.getFirst(), node.shape(), output));
      case Pad pad -> Movement.pad(pad, inputs.getFirst(), node.shape(), output);
      case Concat concat -> Movement.concat(concat, inputs, node.shape(), output);
      case Gather gather -> List.of(Indexing.gather(gather, inputs, output));
      case ScatterAdd scatter -> List.of(Indexing.scatterAdd(scatter, inputs, output));
      case InRange range -> List.of(Indexing.check(range, inputs.getFirst()));
      case Sum sum -> List.of(SumLoop.of(sum.axes(), inputs.getFirst(), output));
      case Max max -> List.of(ExtremeLoop.of(JavaLoop.MAX, max.axes(), inputs.getFirst(), output));
      case Min min -> List.of(ExtremeLoop.of(JavaLoop.MIN, min.axes(), inputs.getFirst(), output));
      case ArgMax arg -> List.of(ArgMaxLoop.of(arg.axis(), inputs.getFirst(), output));
      case Matmul _ -> List.of(MatrixProduct.of(inputs, node.shape(), output));
      case RandomBits bits -> List.of(RandomLoop.of(bits, inputs.getFirst(), output));
      case HostOp op -> List.of(HostCall.of(op, node, inputs, output));
    };
  }

  /** Whether a node can fail, or act outside, although its value has no entries. */
  private static boolean actsWhenEmpty(Op op) {
    return op instanceof Gather || op instanceof ScatterAdd || op instanceof HostOp;
  }
}
