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
 * AdaBound, an Adam whose rates of all entries are bounded and end as one: Luo, Xiong, Liu, Sun
 * 2019, arXiv 1902.09843, algorithm 2.
 *
 * <pre>m, v as Adam
 * η = clip(γ√(1-β₂ᵗ)/(1-β₁ᵗ) / (√v + ε),  γf(1 - 1/(γb·t + 1)),  γf(1 + 1/(γb·t)))
 * θ ← θ - η m</pre>
 *
 * <p>Slots {@code m} and {@code v}. As in the authors' code the final rate follows the schedule: it
 * is multiplied by the rate of the step over that of the first. Some ports leave the division by
 * 1-β₁ᵗ out, which is {@code BiasCorrection.OFF} here.
 *
 * @param rate γ, at least 0
 * @param finalRate γf, positive
 * @param convergence γb, positive: how fast the bounds close
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param correction of m
 */
public record AdaBound(
    Schedule rate,
    double finalRate,
    double convergence,
    double beta1,
    double beta2,
    double epsilon,
    BiasCorrection correction)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Luo, Xiong, Liu, Sun",
          2019,
          "Adaptive gradient methods with dynamic bound of learning rate",
          "arXiv 1902.09843");

  /** Checks the settings. */
  public AdaBound {
    Settings.checkRate("AdaBound", rate);
    Settings.checkPositive("AdaBound", "finalRate", finalRate);
    Settings.checkPositive("AdaBound", "convergence", convergence);
    Settings.checkDecay("AdaBound", "beta1", beta1);
    Settings.checkDecay("AdaBound", "beta2", beta2);
    Settings.checkPositive("AdaBound", "epsilon", epsilon);
  }

  /**
   * {@return the authors': γf .1, γb .001, β .9 and .999, ε 1e-8}
   *
   * @param rate γ
   */
  public static AdaBound withRate(double rate) {
    return new AdaBound(Schedule.of(rate), 0.1, 1e-3, 0.9, 0.999, 1e-8, BiasCorrection.ON);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public AdaBound withSchedule(Schedule schedule) {
    return new AdaBound(schedule, finalRate, convergence, beta1, beta2, epsilon, correction);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, gradient.square(), beta2));
    Node gamma = rate.at(slots.step());
    Node last = gamma.dividedBy(rate.at(Ops.constant(0))).times(finalRate);
    Node closed = slots.step().plus(1).times(convergence);
    Node one = Ops.constant(1);
    Node low = last.times(one.minus(one.dividedBy(closed.plus(1))));
    Node high = last.times(one.plus(one.dividedBy(closed)));
    Node scale =
        gamma.times(Ops.sqrt(slots.biasCorrection(beta2))).dividedBy(correction.of(slots, beta1));
    Node entry = scale.dividedBy(Ops.sqrt(v).plus(epsilon));
    return Ops.min(Ops.max(entry, low), high).times(m).negate();
  }
}
