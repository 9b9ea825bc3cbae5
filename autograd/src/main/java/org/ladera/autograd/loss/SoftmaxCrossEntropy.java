package org.ladera.autograd.loss;

import static org.ladera.core.fn.Elementary.xlogy;
import static org.ladera.core.fn.Indexing.oneHot;
import static org.ladera.core.fn.Indexing.pick;
import static org.ladera.core.fn.Softmax.logSoftmax;
import static org.ladera.core.fn.Softmax.softmax;

import org.ladera.core.graph.Node;

/**
 * The cross entropy -Σ_k y_k log softmax(z)_k of each example, from logits z {@code [..., k]}.
 * Targets are class indices {@code [...]} of an integer type, or distributions {@code [..., k]},
 * such as one-hot rows. The loss of each example is {@code [...]}.
 *
 * <p>A logit of -infinity masks a class: it gets no gradient, and costs nothing unless the target
 * gives it weight.
 *
 * @param labelSmoothing in [0, 1): the part of the target that is spread evenly over the k classes,
 *     (1 - s) y + s / k. Szegedy et al. 2015, arXiv 1512.00567, section 7
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Loss {
  /** Without label smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  /** Checks the setting. */
  public SoftmaxCrossEntropy {
    Settings.lessThanOne("SoftmaxCrossEntropy", "labelSmoothing", labelSmoothing);
  }

  @Override
  public Node each(Node prediction, Node target) {
    Targets.checkClasses(this, prediction, target);
    int classes = prediction.shape().last();
    boolean areIndices = Targets.areIndices(prediction, target);
    if (areIndices && labelSmoothing == 0) {
      return pick(logSoftmax(prediction), Targets.indices(this, prediction, target)).negate();
    }
    Node distribution =
        areIndices
            ? oneHot(Targets.indices(this, prediction, target), classes, prediction.dtype())
            : Targets.numbers(this, prediction, target);
    return xlogy(smoothed(distribution, classes), softmax(prediction)).sum(-1).negate();
  }

  private Node smoothed(Node distribution, int classes) {
    return labelSmoothing == 0
        ? distribution
        : distribution.times(1 - labelSmoothing).plus(labelSmoothing / classes);
  }
}
