package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * RMSprop: Tieleman and Hinton 2012, lecture 6e of their course; centered: Graves 2013, arXiv
 * 1308.0850, equations 38 to 45.
 *
 * <pre>v ← αv + (1-α)g²
 * a ← αa + (1-α)g          centered
 * q = max(0, v/c - (a/c)²) centered, else v/c
 * θ ← θ - γ g / root(q)    or {@link Momentum} with g / root(q) as its gradient</pre>
 *
 * <p>Slots {@code v}, which starts at {@code initial}; {@code a} if centered; {@code momentum}. The
 * maximum is there because rounding can make the difference negative.
 *
 * @param rate γ, at least 0
 * @param decay α, in [0, 1)
 * @param epsilon makes the root
 * @param centered whether the mean is taken off, so that q is a variance
 * @param momentum β of the momentum, in [0, 1); 0 for none
 * @param form where the rate enters the momentum
 * @param initial what v starts at, at least 0
 * @param correction gives c
 */
public record RMSprop(
    Schedule rate,
    double decay,
    Epsilon epsilon,
    boolean centered,
    double momentum,
    MomentumForm form,
    double initial,
    BiasCorrection correction)
    implements UpdateRule {
  /** Checks the settings. */
  public RMSprop {
    Settings.checkRate("RMSprop", rate);
    Settings.checkDecay("RMSprop", "decay", decay);
    Settings.checkDecay("RMSprop", "momentum", momentum);
    Settings.checkNotNegative("RMSprop", "initial", initial);
  }

  private static RMSprop plain(double rate, double decay, Epsilon epsilon, MomentumForm form) {
    return new RMSprop(Schedule.of(rate), decay, epsilon, false, 0, form, 0, BiasCorrection.OFF);
  }

  /**
   * {@return PyTorch's: α .99, ε 1e-8 outside the root}
   *
   * @param rate γ
   */
  public static RMSprop withRate(double rate) {
    return plain(rate, 0.99, Epsilon.outside(1e-8), MomentumForm.sum());
  }

  /** {@return γ .001, α .9, ε inside the root; its value 1e-8 is not on the slide} */
  public static RMSprop lecture() {
    return plain(0.001, 0.9, Epsilon.inside(1e-8), MomentumForm.displacement());
  }

  /** {@return γ .01, α .99, ε 1e-8 outside the root, momentum as a sum} */
  public static RMSprop pytorch() {
    return withRate(0.01);
  }

  /** {@return γ .001, α .9, ε 1e-7 inside the root, momentum as a displacement} */
  public static RMSprop keras() {
    return plain(0.001, 0.9, Epsilon.inside(1e-7), MomentumForm.displacement());
  }

  /**
   * {@return α .9, ε 1e-8 inside the root, momentum as a displacement}
   *
   * @param rate γ
   */
  public static RMSprop optax(double rate) {
    return plain(rate, 0.9, Epsilon.inside(1e-8), MomentumForm.displacement());
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public RMSprop withSchedule(Schedule schedule) {
    return new RMSprop(schedule, decay, epsilon, centered, momentum, form, initial, correction);
  }

  /**
   * {@return this with another decay}
   *
   * @param alpha α
   */
  public RMSprop withDecay(double alpha) {
    return new RMSprop(rate, alpha, epsilon, centered, momentum, form, initial, correction);
  }

  /**
   * {@return this with another root}
   *
   * @param other makes the root
   */
  public RMSprop withEpsilon(Epsilon other) {
    return new RMSprop(rate, decay, other, centered, momentum, form, initial, correction);
  }

  /** {@return this with the mean taken off} */
  public RMSprop withCentering() {
    return new RMSprop(rate, decay, epsilon, true, momentum, form, initial, correction);
  }

  /**
   * {@return this with momentum}
   *
   * @param beta β
   */
  public RMSprop withMomentum(double beta) {
    return new RMSprop(rate, decay, epsilon, centered, beta, form, initial, correction);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node start = Ops.onesLike(gradient).times(initial);
    Node v = slots.next("v", start, old -> ExponentialMean.of(old, gradient.square(), decay));
    Node c = correction.of(slots, decay);
    Node q = BiasCorrection.corrected(v, c);
    if (centered) {
      Node mean =
          BiasCorrection.corrected(
              slots.next("a", old -> ExponentialMean.of(old, gradient, decay)), c);
      q = Ops.max(Ops.constant(0), q.minus(mean.square()));
    }
    Node direction = gradient.dividedBy(epsilon.root(q, c));
    return momentum > 0
        ? new Momentum(rate, momentum, form).update(slots, direction)
        : new GradientDescent(rate).update(slots, direction);
  }
}
