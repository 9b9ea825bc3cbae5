package org.ladera.optim.rule;

import org.ladera.core.graph.Node;

/** The mean whose weights fall by a factor from step to step. */
final class ExponentialMean {
  private ExponentialMean() {}

  /** β·old + (1-β)·value. */
  static Node of(Node old, Node value, double beta) {
    return old.times(beta).plus(value.times(1 - beta));
  }
}
