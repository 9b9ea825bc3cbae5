package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Adagrad: Duchi, Hazan, Singer, Journal of Machine Learning Research 12, 2011, figure 1
 * (diagonal).
 *
 * <pre>a ← a + g²
 * θ ← θ - γ/(1 + (t-1)δ) · g / root(a)</pre>
 *
 * <p>Slot {@code a}, which starts at {@code initial}. From 0, the first step is γ in every entry
 * whatever the size of the gradient.
 *
 * @param rate γ, at least 0
 * @param rateDecay δ, at least 0
 * @param initial what a starts at, at least 0
 * @param epsilon makes the root
 */
public record Adagrad(Schedule rate, double rateDecay, double initial, Epsilon epsilon)
    implements UpdateRule {
  /** Checks the settings. */
  public Adagrad {
    Settings.checkRate("Adagrad", rate);
    Settings.checkNotNegative("Adagrad", "rateDecay", rateDecay);
    Settings.checkNotNegative("Adagrad", "initial", initial);
  }

  /**
   * {@return PyTorch's}
   *
   * @param rate γ
   */
  public static Adagrad withRate(double rate) {
    return new Adagrad(Schedule.of(rate), 0, 0, Epsilon.outside(1e-10));
  }

  /** {@return γ .01, from 0, ε inside the root; its value 1e-8 is not on the slide} */
  public static Adagrad lecture() {
    return new Adagrad(Schedule.of(0.01), 0, 0, Epsilon.inside(1e-8));
  }

  /** {@return γ .01, from 0, ε 1e-10 outside the root} */
  public static Adagrad pytorch() {
    return withRate(0.01);
  }

  /** {@return γ .001, from .1, ε 1e-7 inside the root} */
  public static Adagrad keras() {
    return new Adagrad(Schedule.of(0.001), 0, 0.1, Epsilon.inside(1e-7));
  }

  /**
   * {@return from .1, ε 1e-7 inside the root}
   *
   * @param rate γ
   */
  public static Adagrad optax(double rate) {
    return new Adagrad(Schedule.of(rate), 0, 0.1, Epsilon.inside(1e-7));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adagrad withSchedule(Schedule schedule) {
    return new Adagrad(schedule, rateDecay, initial, epsilon);
  }

  /**
   * {@return this with a rate that decays}
   *
   * @param decay δ
   */
  public Adagrad withRateDecay(double decay) {
    return new Adagrad(rate, decay, initial, epsilon);
  }

  /**
   * {@return this from another sum}
   *
   * @param sum what a starts at
   */
  public Adagrad withInitial(double sum) {
    return new Adagrad(rate, rateDecay, sum, epsilon);
  }

  /**
   * {@return this with another root}
   *
   * @param other makes the root
   */
  public Adagrad withEpsilon(Epsilon other) {
    return new Adagrad(rate, rateDecay, initial, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node start = Ops.onesLike(gradient).times(initial);
    Node a = slots.next("a", start, old -> old.plus(gradient.square()));
    Node gamma = slots.at(rate).dividedBy(slots.step().times(rateDecay).plus(1));
    return gradient.dividedBy(epsilon.root(a)).times(gamma).negate();
  }
}
