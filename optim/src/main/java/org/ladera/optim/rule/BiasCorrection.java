package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Slots;
import org.ladera.optim.State;

/** What an exponential mean that started at 0 is divided by. */
public enum BiasCorrection {
  /** 1 - βᵗ, so that the mean is one of all gradients so far: Kingma and Ba 2014, section 3. */
  ON {
    @Override
    public Node of(Slots slots, double beta) {
      return slots.biasCorrection(beta);
    }

    @Override
    Node ofRate(State state, double beta1, double beta2) {
      return Ops.sqrt(state.biasCorrection(beta2)).dividedBy(state.biasCorrection(beta1));
    }
  },

  /** 1: the mean is taken as it is, too small at first. The lecture's Adam, BERT's AdamW. */
  OFF {
    @Override
    public Node of(Slots slots, double beta) {
      return Ops.constant(1);
    }

    @Override
    Node ofRate(State state, double beta1, double beta2) {
      return Ops.constant(1);
    }
  };

  /**
   * {@return the divisor in this step, a weak scalar}
   *
   * @param slots of the parameter
   * @param beta the decay of the mean
   */
  public abstract Node of(Slots slots, double beta);

  /** What both corrections change the rate by: Kingma and Ba 2014, the end of section 2. */
  abstract Node ofRate(State state, double beta1, double beta2);

  /**
   * {@return a mean divided by its correction: one division of scalars, then a product for each
   * entry}
   *
   * @param mean the mean
   * @param correction what it is divided by, a scalar
   */
  static Node corrected(Node mean, Node correction) {
    return mean.times(Ops.constant(1).dividedBy(correction));
  }
}
