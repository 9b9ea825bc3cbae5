package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;

/** Counts, over the parameters of a step, where something holds. */
final class Share {
  private Node holding = Ops.constant(0);
  private long all;

  /** Counts the entries of a bool array. */
  void add(Node holds) {
    holding = holding.plus(holds.cast(DType.FLOAT64).sum());
    all += holds.shape().size();
  }

  /** How many entries hold, a scalar. */
  Node count() {
    return holding;
  }

  /** The share of the entries that hold, a scalar; 0 of none. */
  Node node() {
    return holding.dividedBy((double) Math.max(all, 1));
  }
}
