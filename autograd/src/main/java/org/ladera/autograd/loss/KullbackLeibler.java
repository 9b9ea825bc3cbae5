package org.ladera.autograd.loss;

import static org.ladera.core.fn.Elementary.xlogy;

import org.ladera.core.graph.Node;

/**
 * The divergence Σ_k y_k (log y_k - log f_k) of the target distribution from the predicted one,
 * both {@code [..., k]}, for each example, {@code [...]}. Kullback and Leibler, Annals of
 * Mathematical Statistics 22, 1951.
 *
 * <p>Predictions are probabilities; a softmax is looked through, so logits of any size are safe.
 * Where y is 0 the term is 0.
 */
public record KullbackLeibler() implements Loss {
  @Override
  public Node each(Node prediction, Node target) {
    Targets.checkClasses(this, prediction, target);
    Node y = Targets.numbers(this, prediction, target);
    return xlogy(y, y).minus(xlogy(y, prediction)).sum(-1);
  }
}
