package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Slots;

/**
 * Whether the second moment may shrink: AMSGrad keeps its maximum h, so that the rate of an entry
 * never grows. Reddi, Kale, Kumar 2018, arXiv 1904.09237, algorithm 2. The orders of maximum and
 * bias correction differ, as the corrected moment can shrink while the moment grows.
 */
public enum Amsgrad {
  /** v/c: Adam. */
  OFF {
    @Override
    public Node corrected(Slots slots, Node moment, Node correction) {
      return BiasCorrection.corrected(moment, correction);
    }
  },

  /** h ← max(h, v), then h/c: PyTorch, Keras. Without bias correction this is the paper's. */
  UNCORRECTED {
    @Override
    public Node corrected(Slots slots, Node moment, Node correction) {
      return BiasCorrection.corrected(slots.next("h", old -> Ops.max(old, moment)), correction);
    }
  },

  /** h ← max(h, v/c): Optax. */
  CORRECTED {
    @Override
    public Node corrected(Slots slots, Node moment, Node correction) {
      return slots.next("h", old -> Ops.max(old, BiasCorrection.corrected(moment, correction)));
    }
  };

  /**
   * {@return the second moment that the step is divided by, its bias corrected}
   *
   * @param slots of the parameter; takes the slot {@code h} of the parameter's shape, from 0
   * @param moment v, the mean of squares
   * @param correction c, its bias correction
   */
  public abstract Node corrected(Slots slots, Node moment, Node correction);
}
