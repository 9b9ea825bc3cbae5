package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * RAdam, rectified Adam: Liu, Jiang, He, Chen, Liu, Gao, Han 2019, arXiv 1908.03265, algorithm 2.
 *
 * <pre>m, v, m̂, v̂ as {@link Adam}
 * ρ∞ = 2/(1-β₂) - 1,   ρ = ρ∞ - 2tβ₂ᵗ/(1-β₂ᵗ)
 * r = √[(ρ-4)(ρ-2)ρ∞ / ((ρ∞-4)(ρ∞-2)ρ)]
 * θ ← θ - γ r m̂ / root(v̂)   if ρ > threshold
 * θ ← θ - γ m̂, or nothing    otherwise</pre>
 *
 * <p>Slots {@code m} and {@code v}. With β₂ .999 the first rectified step is step 5 for the
 * threshold 4 of the paper, and step 6 for the threshold 5 of the libraries. With β₂ so small that
 * ρ∞ is at most the threshold, no step is.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param threshold what ρ must exceed, at least 4, below which r is imaginary
 * @param unrectified the step below the threshold
 */
public record RAdam(
    Schedule rate,
    double beta1,
    double beta2,
    Epsilon epsilon,
    double threshold,
    Unrectified unrectified)
    implements UpdateRule {
  /** Checks the settings. */
  public RAdam {
    Settings.checkRate("RAdam", rate);
    Settings.checkDecay("RAdam", "beta1", beta1);
    Settings.checkDecay("RAdam", "beta2", beta2);
    Settings.check(threshold >= 4, "RAdam", "threshold must be at least 4", threshold);
  }

  private static RAdam of(double rate, Epsilon epsilon, double threshold) {
    return new RAdam(Schedule.of(rate), 0.9, 0.999, epsilon, threshold, Unrectified.MOMENTUM);
  }

  /**
   * {@return PyTorch's: β .9 and .999, ε 1e-8 added before the bias is corrected, threshold 5}
   *
   * @param rate γ
   */
  public static RAdam withRate(double rate) {
    return of(rate, Epsilon.hat(1e-8), 5);
  }

  /** {@return the paper's, which the slide names without a formula} */
  public static RAdam lecture() {
    return paper();
  }

  /** {@return γ .001, β .9 and .999, no ε, threshold 4} */
  public static RAdam paper() {
    return of(0.001, Epsilon.outside(0), 4);
  }

  /** {@return γ .001, ε 1e-8 added before the bias is corrected, threshold 5} */
  public static RAdam pytorch() {
    return withRate(0.001);
  }

  /**
   * {@return ε 1e-8 outside the root, threshold 5}
   *
   * @param rate γ
   */
  public static RAdam optax(double rate) {
    return of(rate, Epsilon.outside(1e-8), 5);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public RAdam withSchedule(Schedule schedule) {
    return new RAdam(schedule, beta1, beta2, epsilon, threshold, unrectified);
  }

  /**
   * {@return this with other decays}
   *
   * @param first β₁
   * @param second β₂
   */
  public RAdam withBetas(double first, double second) {
    return new RAdam(rate, first, second, epsilon, threshold, unrectified);
  }

  /**
   * {@return this with another root}
   *
   * @param other makes the root
   */
  public RAdam withEpsilon(Epsilon other) {
    return new RAdam(rate, beta1, beta2, other, threshold, unrectified);
  }

  /**
   * {@return this with another threshold}
   *
   * @param other what ρ must exceed
   */
  public RAdam withThreshold(double other) {
    return new RAdam(rate, beta1, beta2, epsilon, other, unrectified);
  }

  /**
   * {@return this with another step below the threshold}
   *
   * @param other the step
   */
  public RAdam withUnrectified(Unrectified other) {
    return new RAdam(rate, beta1, beta2, epsilon, threshold, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> old.times(beta1).plus(gradient.times(1 - beta1)));
    Node v = slots.next("v", old -> old.times(beta2).plus(gradient.square().times(1 - beta2)));
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node direction = unrectified.direction(mHat);
    double limit = 2 / (1 - beta2) - 1;
    if (limit > threshold) {
      Node c = slots.biasCorrection(beta2);
      Node vHat = BiasCorrection.corrected(v, c);
      Node rho = rho(slots.step().plus(1), limit);
      Node rectified = mHat.times(rectification(rho, limit)).dividedBy(epsilon.root(vHat, c));
      direction = Ops.select(Ops.greater(rho, Ops.constant(threshold)), rectified, direction);
    }
    return direction.times(slots.at(rate)).negate();
  }

  /** ρ, the length of the simple mean that the exponential one is worth. */
  private Node rho(Node t, double limit) {
    Node power = Ops.pow(Ops.constant(beta2), t);
    Node lost = t.times(2).times(power).dividedBy(Ops.constant(1).minus(power));
    return Ops.constant(limit).minus(lost);
  }

  /** r, and 0 where it would be imaginary. */
  private static Node rectification(Node rho, double limit) {
    Node real = Ops.max(rho, Ops.constant(4));
    Node above = real.minus(4).times(real.minus(2)).times(limit);
    return Ops.sqrt(above.dividedBy(real.times((limit - 4) * (limit - 2))));
  }
}
