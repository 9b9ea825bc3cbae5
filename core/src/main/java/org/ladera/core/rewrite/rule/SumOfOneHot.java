package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sum;
import org.ladera.core.memory.HostArray;

/**
 * The sum of a row that holds a number other than 0 at its label and +0 elsewhere is that number,
 * where the labels were checked to be in range: what the gradient of a cross entropy adds up.
 */
record SumOfOneHot() implements Rule {
  @Override
  public boolean dropsInputs() {
    return true;
  }

  @Override
  public @Nullable Node apply(Node node) {
    Node row = node.op() instanceof Sum ? node.input(0) : node;
    int last = row.shape().rank() - 1;
    if (!(node.op() instanceof Sum sum
        && sum.axes().equals(ImmutableIntArray.of(last))
        && row.op() instanceof Select
        && Rewrites.isNumber(row.input(2), 0.0))) {
      return null;
    }
    Double number = Rewrites.known(row.input(1));
    return number != null && number != 0 && isOneHot(row.input(0))
        ? Rewrites.repeat(node, Rewrites.number(node, number, node.type()), node.shape())
        : null;
  }

  /** Whether each row of a mask is true just at its label. */
  static boolean isOneHot(Node mask) {
    return mask.op() instanceof Equal
        && (isOneHot(mask.input(0), mask.input(1)) || isOneHot(mask.input(1), mask.input(0)));
  }

  private static boolean isOneHot(Node labels, Node positions) {
    Node constant = positions.op() instanceof Broadcast ? positions.input(0) : positions;
    Node checked = source(labels);
    return constant.op() instanceof Constant count
        && isCount(count.value(), labels.shape().last())
        && checked.op() instanceof InRange range
        && range.size() <= labels.shape().last()
        && isSameAlongRows(labels);
  }

  /** The value that is seen through views that repeat it. */
  private static Node source(Node labels) {
    Node x = labels;
    while (isView(x.op())) {
      x = x.input(0);
    }
    return x;
  }

  private static boolean isView(Op op) {
    return op instanceof Broadcast || op instanceof Reshape;
  }

  private static boolean isSameAlongRows(Node labels) {
    return labels.shape().last() == 1
        || (labels.op() instanceof Broadcast
            && !labels.input(0).shape().isScalar()
            && labels.input(0).shape().last() == 1);
  }

  /** Whether the array is 0, 1, ..., size - 1 along its last and only long axis. */
  private static boolean isCount(HostArray array, int size) {
    if (array.size() != size || array.type().shape().last() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (array.getLong(i) != i) {
        return false;
      }
    }
    return true;
  }
}
