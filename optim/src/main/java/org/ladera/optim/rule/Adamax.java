package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Adamax, Adam with the infinity norm: Kingma and Ba 2014, arXiv 1412.6980, algorithm 2.
 *
 * <pre>m ← β₁m + (1-β₁)g
 * u ← max(β₂u, |g| + ε₁)
 * θ ← θ - γ/(1-β₁ᵗ) · m / (u + ε₂)</pre>
 *
 * <p>Slots {@code m} and {@code u}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon {@link Epsilon#inside inside} is ε₁, {@link Epsilon#outside outside} is ε₂
 */
public record Adamax(Schedule rate, double beta1, double beta2, Epsilon epsilon)
    implements UpdateRule {
  /** Checks the settings. */
  public Adamax {
    Settings.checkRate("Adamax", rate);
    Settings.checkDecay("Adamax", "beta1", beta1);
    Settings.checkDecay("Adamax", "beta2", beta2);
  }

  /**
   * {@return PyTorch's and Optax's: β .9 and .999, ε₁ 1e-8}
   *
   * @param rate γ
   */
  public static Adamax withRate(double rate) {
    return new Adamax(Schedule.of(rate), 0.9, 0.999, Epsilon.inside(1e-8));
  }

  /** {@return γ .002, no ε} */
  public static Adamax paper() {
    return pytorch().withEpsilon(Epsilon.outside(0));
  }

  /** {@return γ .002, ε₁ 1e-8} */
  public static Adamax pytorch() {
    return withRate(0.002);
  }

  /** {@return γ .001, ε₂ 1e-7} */
  public static Adamax keras() {
    return withRate(0.001).withEpsilon(Epsilon.outside(1e-7));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adamax withSchedule(Schedule schedule) {
    return new Adamax(schedule, beta1, beta2, epsilon);
  }

  /**
   * {@return this with other decays}
   *
   * @param first β₁
   * @param second β₂
   */
  public Adamax withBetas(double first, double second) {
    return new Adamax(rate, first, second, epsilon);
  }

  /**
   * {@return this with another ε}
   *
   * @param other ε₁ and ε₂
   */
  public Adamax withEpsilon(Epsilon other) {
    return new Adamax(rate, beta1, beta2, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> old.times(beta1).plus(gradient.times(1 - beta1)));
    Node size = epsilon.within(Ops.abs(gradient));
    Node u = slots.next("u", old -> Ops.max(old.times(beta2), size));
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node divisor = epsilon.beside(u, Ops.constant(1));
    return mHat.dividedBy(divisor).times(slots.at(rate)).negate();
  }
}
