package org.ladera.core.rewrite.rule;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.reference.Constants;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Cos;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Sum;
import org.ladera.core.graph.Tanh;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/**
 * An op of constants of at most {@value #BYTES} bytes is the constant that the reference backend
 * makes of them; one whose entries are all equal is a repeated number. Ops that can fail are left
 * to fail in a run, and broadcasts are left small. So are functions of float32, which a backend may
 * compute in bits of its own, and sums and products, which it may add up in an order of its own.
 */
record FoldConstants() implements Rule {
  /** Larger ones make programs large and take long: openxla/xla issue 1652. */
  private static final int BYTES = 1024;

  /** Whole numbers up to here are numbers of float64, and so can be literals. */
  private static final long EXACT = 1L << 53;

  @Override
  public @Nullable Node apply(Node node) {
    if (node.type().bytes() > BYTES || node.shape().size() == 0) {
      return null;
    }
    return switch (node.op()) {
      case Broadcast _, HostOp _, InRange _, Gather _, ScatterAdd _ -> null;
      case Exp _, Expm1 _, Log _, Log1p _, Sin _, Cos _, Tanh _, Sigmoid _, Erf _, Power _
          when node.dtype() == DType.FLOAT32 ->
          null;
      case Sum _, Matmul _ when node.dtype().isFloating() -> null;
      case Constant constant -> uniform(node, constant.value());
      default ->
          !node.inputs().isEmpty() && node.inputs().stream().allMatch(FoldConstants::isKnown)
              ? folded(node)
              : null;
    };
  }

  private static boolean isKnown(Node x) {
    Node source = x.op() instanceof Broadcast ? x.input(0) : x;
    return x.type().bytes() <= BYTES
        && (source.op() instanceof Literal || source.op() instanceof Constant);
  }

  private static Node folded(Node node) {
    HostArray value = Constants.valueOf(node);
    Node uniform = uniform(node, value);
    return uniform != null ? uniform : Rewrites.in(node, new Constant(value));
  }

  private static @Nullable Node uniform(Node node, HostArray value) {
    boolean isFloating = node.dtype().isFloating();
    long first = bits(value, 0, isFloating);
    boolean isUniform =
        LongStream.range(1, value.size()).allMatch(i -> bits(value, i, isFloating) == first);
    if (!isUniform || (!isFloating && (first > EXACT || first < -EXACT))) {
      return null;
    }
    double number = isFloating ? Double.longBitsToDouble(first) : first;
    return Rewrites.repeat(node, Rewrites.number(node, number, node.type()), node.shape());
  }

  private static long bits(HostArray value, long index, boolean isFloating) {
    return isFloating ? Double.doubleToLongBits(value.getDouble(index)) : value.getLong(index);
  }
}
