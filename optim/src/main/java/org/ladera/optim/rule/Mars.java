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
 * MARS-AdamW, an AdamW along gradients whose variance is reduced: Yuan, Liu, Wu, Zhou, Gu 2024,
 * arXiv 2411.10438, algorithm 2 in its approximate form.
 *
 * <pre>c = g + s β₁/(1-β₁) (g - g′)
 * c̃ = c/max(1, ‖c‖)
 * m ← β₁m + (1-β₁)c̃
 * v ← β₂v + (1-β₂)c̃²
 * θ ← θ - γ(m̂/root(v̂) + λθ)</pre>
 *
 * <p>g′ is the gradient of the step before, on the batch of that step: the exact form, which takes
 * it again on the batch of this one, costs a second gradient. In the first step g′ is g, as in the
 * paper, whose first two points are the same; the authors' code has 0 for it. Slots {@code m},
 * {@code v} and {@code gradient}: g′.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param scale s, at least 0: how much of the correction counts
 * @param decay λ, at least 0
 */
public record Mars(
    Schedule rate, double beta1, double beta2, Epsilon epsilon, double scale, double decay)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Yuan, Liu, Wu, Zhou, Gu",
          2024,
          "MARS: unleashing the power of variance reduction for training large models",
          "arXiv 2411.10438");

  /** Checks the settings. */
  public Mars {
    Settings.checkRate("Mars", rate);
    Settings.checkDecay("Mars", "beta1", beta1);
    Settings.checkDecay("Mars", "beta2", beta2);
    Settings.checkNotNegative("Mars", "scale", scale);
    Settings.checkNotNegative("Mars", "decay", decay);
  }

  /**
   * {@return the authors': β .95 and .99, ε 1e-8 outside the root, s .025, no decay}
   *
   * @param rate γ
   */
  public static Mars withRate(double rate) {
    return new Mars(Schedule.of(rate), 0.95, 0.99, Epsilon.outside(1e-8), 0.025, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Mars withSchedule(Schedule schedule) {
    return new Mars(schedule, beta1, beta2, epsilon, scale, decay);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public Mars withDecay(double value) {
    return new Mars(rate, beta1, beta2, epsilon, scale, value);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node first = slots.isFirst();
    Node before = Ops.select(first, gradient, slots.last("gradient"));
    slots.next("gradient", old -> gradient);
    Node c = gradient.plus(gradient.minus(before).times(scale * beta1 / (1 - beta1)));
    Node one = Ops.constant(1);
    Node clipped = c.times(one.dividedBy(Ops.max(TrustRatio.norm(c), one)));
    Node m = slots.next("m", old -> ExponentialMean.of(old, clipped, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, clipped.square(), beta2));
    Node correction = slots.biasCorrection(beta2);
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node vHat = BiasCorrection.corrected(v, correction);
    Node adam = mHat.dividedBy(epsilon.root(vHat, correction));
    Node step = decay == 0 ? adam : adam.plus(slots.parameter().times(decay));
    return step.times(slots.at(rate)).negate();
  }
}
