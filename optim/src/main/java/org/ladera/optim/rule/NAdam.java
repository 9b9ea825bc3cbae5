package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * NAdam, Adam with Nesterov's momentum: Dozat 2016, Incorporating Nesterov Momentum into Adam (ICLR
 * workshop), algorithm 2.
 *
 * <pre>m ← β₁m + (1-β₁)g
 * v ← β₂v + (1-β₂)g²
 * Π ← Π·μₜ
 * θ ← θ - γ [(1-μₜ)g/(1-Π) + μₜ₊₁m/(1-Π·μₜ₊₁)] / root(v̂),   v̂ = v/(1-β₂ᵗ)</pre>
 *
 * <p>Slots {@code m}, {@code v}, and the scalar {@code product}: Π, which starts at 1 and stays
 * float64.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param warmup gives μ
 */
public record NAdam(
    Schedule rate, double beta1, double beta2, Epsilon epsilon, MomentumWarmup warmup)
    implements UpdateRule {
  /** Checks the settings. */
  public NAdam {
    Settings.checkRate("NAdam", rate);
    Settings.checkDecay("NAdam", "beta1", beta1);
    Settings.checkDecay("NAdam", "beta2", beta2);
  }

  private static NAdam of(double rate, double epsilon, MomentumWarmup warmup) {
    return new NAdam(Schedule.of(rate), 0.9, 0.999, Epsilon.outside(epsilon), warmup);
  }

  /**
   * {@return PyTorch's: β .9 and .999, ε 1e-8 outside the root, ψ .004}
   *
   * @param rate γ
   */
  public static NAdam withRate(double rate) {
    return of(rate, 1e-8, MomentumWarmup.of(0.004));
  }

  /** {@return γ .002, ψ .004} */
  public static NAdam pytorch() {
    return withRate(0.002);
  }

  /** {@return γ .001, ε 1e-7, ψ 1} */
  public static NAdam keras() {
    return of(0.001, 1e-7, MomentumWarmup.of(1));
  }

  /**
   * {@return constant momentum}
   *
   * @param rate γ
   */
  public static NAdam optax(double rate) {
    return of(rate, 1e-8, MomentumWarmup.none());
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public NAdam withSchedule(Schedule schedule) {
    return new NAdam(schedule, beta1, beta2, epsilon, warmup);
  }

  /**
   * {@return this with other decays}
   *
   * @param first β₁
   * @param second β₂
   */
  public NAdam withBetas(double first, double second) {
    return new NAdam(rate, first, second, epsilon, warmup);
  }

  /**
   * {@return this with another root}
   *
   * @param other makes the root
   */
  public NAdam withEpsilon(Epsilon other) {
    return new NAdam(rate, beta1, beta2, other, warmup);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node one = Ops.constant(1);
    Node t = slots.step().plus(1);
    Node mu = warmup.at(beta1, t);
    Node muNext = warmup.at(beta1, t.plus(1));
    Node product = slots.next("product", one, old -> old.times(mu));
    Node m = slots.next("m", old -> old.times(beta1).plus(gradient.times(1 - beta1)));
    Node v = slots.next("v", old -> old.times(beta2).plus(gradient.square().times(1 - beta2)));
    Node now = gradient.times(one.minus(mu).dividedBy(one.minus(product)));
    Node ahead = m.times(muNext.dividedBy(one.minus(product.times(muNext))));
    Node c = slots.biasCorrection(beta2);
    Node root = epsilon.root(BiasCorrection.corrected(v, c), c);
    return now.plus(ahead).dividedBy(root).times(slots.at(rate)).negate();
  }
}
