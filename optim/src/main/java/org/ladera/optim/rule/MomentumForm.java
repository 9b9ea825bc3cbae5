package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Settings;

/**
 * What a momentum buffer accumulates, and how it moves the parameter: b ← βb + w·g, θ ← θ - s·b.
 *
 * <table>
 * <caption>w and s, where γ is the rate of the step</caption>
 * <tr><th>form</th><th>w</th><th>s</th><th>who</th></tr>
 * <tr><th>{@link Displacement}</th><td>γ</td><td>1</td><td>the lecture, Sutskever et al. 2013,
 * Keras</td></tr>
 * <tr><th>{@link Sum}</th><td>1 - τ; 1 in the first step</td><td>γ</td><td>PyTorch, Optax's trace</td></tr>
 * <tr><th>{@link Mean}</th><td>1 - β</td><td>γ</td><td>PyTorch's Muon, Optax's ema</td></tr>
 * </table>
 *
 * <p>The first two give the same path while the rate is constant. When it changes, the displacement
 * keeps old steps as long as they were, and the sum rescales all of them at once.
 */
public sealed interface MomentumForm {
  /**
   * {@return w, a scalar}
   *
   * @param beta the momentum
   * @param rate the rate of this step
   * @param step the number of finished updates
   */
  Node weight(double beta, Node rate, Node step);

  /**
   * {@return s, a scalar}
   *
   * @param rate the rate of this step
   */
  Node scale(Node rate);

  /** {@return the form whose buffer is the last displacement, negated} */
  static MomentumForm displacement() {
    return new Displacement();
  }

  /** {@return the form whose buffer is the decaying sum of all gradients} */
  static MomentumForm sum() {
    return new Sum(0);
  }

  /** {@return the form whose buffer is the exponential mean of all gradients} */
  static MomentumForm mean() {
    return new Mean();
  }

  /** The buffer is the last displacement, negated. */
  record Displacement() implements MomentumForm {
    @Override
    public Node weight(double beta, Node rate, Node step) {
      return rate;
    }

    @Override
    public Node scale(Node rate) {
      return Ops.constant(1);
    }
  }

  /**
   * The buffer is the decaying sum of all gradients.
   *
   * @param dampening τ, in [0, 1]; as in PyTorch the first gradient is not dampened
   */
  record Sum(double dampening) implements MomentumForm {
    /** Checks the dampening. */
    public Sum {
      Settings.check(
          dampening >= 0 && dampening <= 1, "Momentum", "dampening must be in [0, 1]", dampening);
    }

    @Override
    public Node weight(double beta, Node rate, Node step) {
      Node one = Ops.constant(1);
      return dampening == 0
          ? one
          : Ops.select(Ops.less(step, one), one, Ops.constant(1 - dampening));
    }

    @Override
    public Node scale(Node rate) {
      return rate;
    }
  }

  /** The buffer is the exponential mean of all gradients. */
  record Mean() implements MomentumForm {
    @Override
    public Node weight(double beta, Node rate, Node step) {
      return Ops.constant(1 - beta);
    }

    @Override
    public Node scale(Node rate) {
      return rate;
    }
  }
}
