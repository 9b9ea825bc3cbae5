package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/** How a value comes down: the share of the way that is left when a part of the time has passed. */
public enum Annealing {
  /** 1 - p. */
  LINEAR {
    @Override
    public Node left(Node passed) {
      return Ops.constant(1).minus(passed);
    }
  },

  /** (1 + cos πp)/2: Loshchilov and Hutter 2016, arXiv 1608.03983, equation 5. */
  COSINE {
    @Override
    public Node left(Node passed) {
      return Ops.cos(passed.times(Math.PI)).plus(1).times(0.5);
    }
  },

  /** 1 - √p: Hägele et al. 2024, arXiv 2405.18392, equation 3. */
  SQUARE_ROOT {
    @Override
    public Node left(Node passed) {
      return Ops.constant(1).minus(Ops.sqrt(passed));
    }
  },

  /** 1 - p². */
  SQUARE {
    @Override
    public Node left(Node passed) {
      return Ops.constant(1).minus(passed.square());
    }
  };

  /**
   * {@return the share of the way that is left, from 1 to 0}
   *
   * @param passed the part of the time that has passed, from 0 to 1, a scalar
   */
  public abstract Node left(Node passed);

  /** From one value at 0 to another at 1, and there from then on. */
  Node between(double from, double to, Node passed) {
    Node part = Ops.max(Ops.min(passed, Ops.constant(1)), Ops.constant(0));
    return left(part).times(from - to).plus(to);
  }
}
