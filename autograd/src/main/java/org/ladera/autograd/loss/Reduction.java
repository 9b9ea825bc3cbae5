package org.ladera.autograd.loss;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.select;

import java.util.Arrays;
import org.ladera.core.graph.Node;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.core.type.Shapes;

/** From the loss of each example to one number. */
final class Reduction {
  private Reduction() {}

  /** The loss of each example, after the check that nothing was broadcast to a table. */
  static Node entries(Loss loss, Node prediction, Node target) {
    Node each = loss.each(prediction, target);
    if (each.shape().size() > prediction.shape().size()) {
      throw LossNames.error(
          loss.name(),
          "the loss of each example may not have more entries than the prediction",
          prediction,
          target,
          ", which give " + each.type() + LossNames.reshapeHint(prediction, target));
    }
    return each;
  }

  static Node weightedSum(Loss loss, Node prediction, Node target, Node weights) {
    Node each = entries(loss, prediction, target);
    return sum(each, aligned(loss.name(), weights, each));
  }

  static Node weightedMean(Loss loss, Node prediction, Node target, Node weights) {
    Node each = entries(loss, prediction, target);
    Node aligned = aligned(loss.name(), weights, each);
    Node total = aligned.broadcastTo(each.shape()).sum();
    Node divisor = select(equal(total, constant(0)), constant(1), total);
    return sum(each, aligned).dividedBy(divisor);
  }

  private static Node sum(Node each, Node weights) {
    Node counted = select(equal(weights, constant(0)), constant(0), each);
    return counted.times(weights).sum();
  }

  /** The weights in the type of the entries, with axes of size 1 for those that they lack. */
  private static Node aligned(String loss, Node weights, Node each) {
    int rank = each.shape().rank();
    int given = weights.shape().rank();
    int[] sizes = Arrays.copyOf(weights.shape().toArray(), Math.max(rank, given));
    Arrays.fill(sizes, given, sizes.length, 1);
    boolean fits = given <= rank && Shapes.broadcastsTo(Shape.of(sizes), each.shape());
    boolean typed =
        !weights.dtype().isFloating() || weights.type().weak() || weights.dtype() == each.dtype();
    if (!fits || !typed) {
      throw new ShapeException(
          loss,
          fits
              ? "weights must be of the type of the loss; use cast"
              : "weights must align on the left with the loss of each example",
          weights.type() + " for " + each.type());
    }
    return weights.cast(each.dtype()).reshape(sizes);
  }
}
