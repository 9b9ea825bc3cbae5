package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/** What {@link RAdam} does in the first steps, in which its second moment is of no use yet. */
public enum Unrectified {
  /** θ ← θ - γm̂: the paper, PyTorch, Optax. */
  MOMENTUM {
    @Override
    public Node direction(Node mHat) {
      return mHat;
    }
  },

  /** Nothing: the default of the authors' later code. */
  NOTHING {
    @Override
    public Node direction(Node mHat) {
      return Ops.zerosLike(mHat);
    }
  };

  /**
   * {@return what the rate multiplies}
   *
   * @param mHat the mean of the gradients, its bias corrected
   */
  public abstract Node direction(Node mHat);
}
