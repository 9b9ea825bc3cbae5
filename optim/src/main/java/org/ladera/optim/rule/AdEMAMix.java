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
 * AdEMAMix, an Adam with a second, much slower momentum beside the first: Pagliardini, Ablin,
 * Grangier 2024, arXiv 2409.03137, algorithm 1.
 *
 * <pre>m₁ ← β₁m₁ + (1-β₁)g,   m₂ ← β₃m₂ + (1-β₃)g,   v ← β₂v + (1-β₂)g²
 * θ ← θ - γ(m̂₁ + αm₂) / root(v̂)</pre>
 *
 * <p>Slots {@code m1}, {@code m2} and {@code v}. α and β₃ are schedules, which the paper warms up
 * over the whole run: {@code alpha(5, T)} and {@code beta3(0.9, 0.9999, T)}. Decoupled decay is
 * {@link org.ladera.optim.transform.DecoupledWeightDecay}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param beta3 β₃, in [0, 1)
 * @param alpha α
 * @param epsilon makes the root
 */
public record AdEMAMix(
    Schedule rate, double beta1, double beta2, Schedule beta3, Schedule alpha, Epsilon epsilon)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Pagliardini, Ablin, Grangier",
          2024,
          "The AdEMAMix optimizer: better, faster, older",
          "arXiv 2409.03137");

  /** Checks the settings. */
  public AdEMAMix {
    Settings.checkRate("AdEMAMix", rate);
    Settings.checkDecay("AdEMAMix", "beta1", beta1);
    Settings.checkDecay("AdEMAMix", "beta2", beta2);
  }

  /**
   * {@return the paper's without warm-up: β .9, .999 and .9999, α 5, ε 1e-8 outside the root}
   *
   * @param rate γ
   */
  public static AdEMAMix withRate(double rate) {
    return new AdEMAMix(
        Schedule.of(rate), 0.9, 0.999, Schedule.of(0.9999), Schedule.of(5), Epsilon.outside(1e-8));
  }

  /**
   * {@return α's warm-up: in a line from 0 to its value}
   *
   * @param last the value
   * @param steps the number of steps
   */
  public static Schedule alpha(double last, int steps) {
    return Schedule.of(last).warmedUp(steps);
  }

  /**
   * {@return β₃'s warm-up, along which the half-life of the mean grows in a line: the paper's
   * appendix A.1}
   *
   * @param first where it starts, usually β₁, in (0, 1)
   * @param last the value, in (0, 1)
   * @param steps the number of steps
   */
  public static Schedule beta3(double first, double last, int steps) {
    Settings.check(first > 0 && first < 1, "AdEMAMix", "first must be in (0, 1)", first);
    Settings.check(last > 0 && last < 1, "AdEMAMix", "last must be in (0, 1)", last);
    double low = Math.log(first);
    double high = Math.log(last);
    return step -> {
      Node part = Ops.min(step.plus(1).dividedBy(steps), Ops.constant(1));
      Node product = Ops.constant(low * high);
      Node mixed = Ops.constant(1).minus(part).times(high).plus(part.times(low));
      return Ops.exp(product.dividedBy(mixed));
    };
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public AdEMAMix withSchedule(Schedule schedule) {
    return new AdEMAMix(schedule, beta1, beta2, beta3, alpha, epsilon);
  }

  /**
   * {@return this with other slow momentum}
   *
   * @param slow β₃
   * @param share α
   */
  public AdEMAMix withSlow(Schedule slow, Schedule share) {
    return new AdEMAMix(rate, beta1, beta2, slow, share, epsilon);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node slow = beta3.at(slots.step());
    Node fresh = gradient.times(Ops.constant(1).minus(slow));
    Node m1 = slots.next("m1", old -> ExponentialMean.of(old, gradient, beta1));
    Node m2 = slots.next("m2", old -> old.times(slow).plus(fresh));
    Node v = slots.next("v", old -> ExponentialMean.of(old, gradient.square(), beta2));
    Node c = slots.biasCorrection(beta2);
    Node mHat = BiasCorrection.corrected(m1, slots.biasCorrection(beta1));
    Node mixed = mHat.plus(m2.times(alpha.at(slots.step())));
    Node root = epsilon.root(BiasCorrection.corrected(v, c), c);
    return mixed.dividedBy(root).times(rate.at(slots.step())).negate();
  }
}
