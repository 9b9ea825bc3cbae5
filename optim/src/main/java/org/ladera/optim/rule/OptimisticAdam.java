package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Optimistic Adam, which expects the next direction to differ from this one as this one does from
 * the last, and so comes to rest in games where Adam circles: Daskalakis, Ilyas, Syrgkanis, Zeng
 * 2017, arXiv 1711.00141, algorithm 1.
 *
 * <pre>m, v as Adam
 * u = m̂/root(v̂)
 * θ ← θ - γ((1+β)u - βu′)   u′: that of the step before</pre>
 *
 * <p>Slots {@code m}, {@code v} and {@code direction}: u′. Optax's version with Nesterov's
 * momentum, its default, is another rule.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param optimism β, at least 0; 1 in the paper
 * @param settled whether u′ is u in the first step, so that it is γu, and not 0
 */
public record OptimisticAdam(
    Schedule rate, double beta1, double beta2, Epsilon epsilon, double optimism, boolean settled)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Daskalakis, Ilyas, Syrgkanis, Zeng",
          2017,
          "Training GANs with optimism",
          "arXiv 1711.00141");

  /** Checks the settings. */
  public OptimisticAdam {
    Settings.checkRate("OptimisticAdam", rate);
    Settings.checkDecay("OptimisticAdam", "beta1", beta1);
    Settings.checkDecay("OptimisticAdam", "beta2", beta2);
    Settings.checkNotNegative("OptimisticAdam", "optimism", optimism);
  }

  private static OptimisticAdam of(double rate, boolean settled) {
    return new OptimisticAdam(Schedule.of(rate), 0.9, 0.999, Epsilon.outside(1e-8), 1, settled);
  }

  /**
   * {@return the paper's: β₁ .9, β₂ .999, ε 1e-8 outside the root, β 1, the first step 2γu}
   *
   * @param rate γ
   */
  public static OptimisticAdam withRate(double rate) {
    return of(rate, false);
  }

  /**
   * {@return Optax's without Nesterov's momentum: as the paper's, but the first step is γu}
   *
   * @param rate γ
   */
  public static OptimisticAdam optax(double rate) {
    return of(rate, true);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public OptimisticAdam withSchedule(Schedule schedule) {
    return new OptimisticAdam(schedule, beta1, beta2, epsilon, optimism, settled);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, gradient.square(), beta2));
    Node c = slots.biasCorrection(beta2);
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node u = mHat.dividedBy(epsilon.root(BiasCorrection.corrected(v, c), c));
    Node last = slots.last("direction");
    Node first = slots.isFirst();
    Node before = settled ? Ops.select(first, u, last) : last;
    slots.next("direction", old -> u);
    return u.times(1 + optimism).minus(before.times(optimism)).times(slots.at(rate)).negate();
  }
}
