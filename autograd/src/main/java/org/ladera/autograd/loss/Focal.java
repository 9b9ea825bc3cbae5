package org.ladera.autograd.loss;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.exp;
import static org.ladera.core.graph.Ops.softplus;

import org.ladera.core.graph.Node;

/**
 * The focal loss of each entry, from its logit z: with p the probability sigmoid(z) of 1, it is
 * -alpha (1 - p)^gamma log p where y = 1 and -(1 - alpha) p^gamma log(1 - p) where y = 0; between,
 * it is their mean with weights y and 1 - y. What is classified well already counts little. Targets
 * are 0 or 1, bool, or a probability. Logits and target are of one shape. Lin et al. 2017, arXiv
 * 1708.02002, equation 5.
 *
 * @param gamma how little, not negative; 0 is a weighted cross entropy
 * @param alpha the weight of targets 1, in [0, 1]; targets 0 have weight 1 - alpha
 */
public record Focal(double gamma, double alpha) implements Loss {
  /** With the paper's gamma 2 and alpha 0.25. */
  public Focal() {
    this(2, 0.25);
  }

  /** Checks the settings. */
  public Focal {
    Settings.notNegative("Focal", "gamma", gamma);
    Settings.share("Focal", "alpha", alpha);
  }

  @Override
  public Node each(Node prediction, Node target) {
    Node y = Targets.numbers(this, prediction, target);
    Node ofOne = loss(prediction.negate()).times(alpha);
    Node ofZero = loss(prediction).times(1 - alpha);
    return y.times(ofOne).plus(constant(1).minus(y).times(ofZero));
  }

  /** With u the logit of the wrong answer and q = sigmoid(u), -q^gamma log(1 - q). */
  private Node loss(Node u) {
    Node power = exp(softplus(u.negate()).times(-gamma));
    return power.times(softplus(u));
  }
}
