package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * AdaBelief, which divides by how far gradients stray from their mean: Zhuang et al. 2020, arXiv
 * 2010.07468, algorithm 2.
 *
 * <pre>m ← β₁m + (1-β₁)g
 * s ← β₂s + (1-β₂)(g - m)² + ε₁
 * θ ← θ - γ m̂ / (√ŝ + ε₂)</pre>
 *
 * <p>Slots {@code m} and {@code s}. ε₁ is added in every step, so it accumulates to ε₁/(1-β₂);
 * Adam's 1e-8 in its place spoils the rule.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param within ε₁, at least 0
 * @param outside ε₂, at least 0
 */
public record AdaBelief(Schedule rate, double beta1, double beta2, double within, double outside)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris, Duncan",
          2020,
          "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients",
          "arXiv 2010.07468");

  /** Checks the settings. */
  public AdaBelief {
    Settings.checkRate("AdaBelief", rate);
    Settings.checkDecay("AdaBelief", "beta1", beta1);
    Settings.checkDecay("AdaBelief", "beta2", beta2);
    Settings.checkNotNegative("AdaBelief", "within", within);
    Settings.checkNotNegative("AdaBelief", "outside", outside);
  }

  /**
   * {@return the authors' code and Optax's: β .9 and .999, both ε 1e-16}
   *
   * @param rate γ
   */
  public static AdaBelief withRate(double rate) {
    return new AdaBelief(Schedule.of(rate), 0.9, 0.999, 1e-16, 1e-16);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public AdaBelief withSchedule(Schedule schedule) {
    return new AdaBelief(schedule, beta1, beta2, within, outside);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node surprise = gradient.minus(m).square();
    Node s = slots.next("s", old -> ExponentialMean.of(old, surprise, beta2).plus(within));
    Node c = slots.biasCorrection(beta2);
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node root = Epsilon.outside(outside).root(BiasCorrection.corrected(s, c), c);
    return mHat.dividedBy(root).times(rate.at(slots.step())).negate();
  }
}
