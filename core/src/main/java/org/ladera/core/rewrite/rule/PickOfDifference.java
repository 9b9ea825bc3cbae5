package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;

/**
 * The entry at the label of a row's difference from a number is the difference of that entry and
 * the number, where the labels were checked to be in range: the logarithm of a softmax is then
 * needed once a row.
 */
record PickOfDifference() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Sum sum && node.input(0).op() instanceof Select)) {
      return null;
    }
    Node picked = node.input(0);
    int last = picked.shape().rank() - 1;
    Node difference = picked.input(1);
    if (!sum.axes().equals(ImmutableIntArray.of(last))
        || !Rewrites.isNumber(picked.input(2), 0.0)
        || !(difference.op() instanceof Subtract)
        || !SumOfOneHot.isOneHot(picked.input(0))) {
      return null;
    }
    Node number = difference.input(1);
    if (!(number.op() instanceof Broadcast)
        || number.input(0).shape().rank() != last + 1
        || number.input(0).shape().last() != 1
        || number.input(0).shape().size() != node.shape().size()) {
      return null;
    }
    Node entries =
        Rewrites.in(node, picked.op(), picked.input(0), difference.input(0), picked.input(2));
    Node entry = Rewrites.in(node, sum, entries);
    Node once = Rewrites.reshaped(node, number.input(0), node.shape());
    return Rewrites.in(node, difference.op(), entry, once);
  }
}
