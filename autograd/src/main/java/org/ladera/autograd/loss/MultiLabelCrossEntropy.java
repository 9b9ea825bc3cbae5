package org.ladera.autograd.loss;

import org.ladera.core.fn.Indexing;
import org.ladera.core.graph.Node;

/**
 * The cost of the lecture's network with K outputs: {@link BinaryCrossEntropy}, summed over the
 * classes. Of an example it is -Σ_k (y_k log f_k + (1 - y_k) log(1 - f_k)), with a sigmoid for each
 * class and no softmax; its mean divides by the number of examples only, not by K. The classes need
 * not exclude each other.
 *
 * <p>Predictions are probabilities {@code [..., k]}; a sigmoid is looked through as there. Targets
 * are numbers in [0, 1] or bool {@code [..., k]}, or one class index for each example, {@code
 * [...]}, of an integer type. The loss of each example is {@code [...]}.
 */
public record MultiLabelCrossEntropy() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    Targets.checkClasses(this, prediction, target);
    return BinaryCrossEntropy.of(prediction, labels(prediction, target)).sum(-1);
  }

  private Node labels(Node prediction, Node target) {
    if (target.dtype().isInteger() && Targets.areIndices(prediction, target)) {
      Node indices = Targets.indices(this, prediction, target);
      return Indexing.oneHot(indices, prediction.shape().last(), prediction.dtype());
    }
    return Targets.numbers(this, prediction, target);
  }
}
