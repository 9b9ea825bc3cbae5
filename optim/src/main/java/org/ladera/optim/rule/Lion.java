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
 * Lion, evolved sign momentum: Chen et al. 2023, arXiv 2302.06675, algorithm 2 (program 1).
 *
 * <pre>θ ← θ - γ sign(β₁m + (1-β₁)g)
 * m ← β₂m + (1-β₂)g</pre>
 *
 * <p>Slot {@code m}. Its decoupled weight decay is {@link
 * org.ladera.optim.transform.DecoupledWeightDecay} around it. By the paper γ is 3 to 10 times
 * smaller and the decay as many times larger than AdamW's.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 */
public record Lion(Schedule rate, double beta1, double beta2) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Chen, Liang, Huang, Real, Wang, Liu, Pham, Dong, Luong, Hsieh, Lu, Le",
          2023,
          "Symbolic discovery of optimization algorithms",
          "arXiv 2302.06675");

  /** Checks the settings. */
  public Lion {
    Settings.checkRate("Lion", rate);
    Settings.checkDecay("Lion", "beta1", beta1);
    Settings.checkDecay("Lion", "beta2", beta2);
  }

  /**
   * {@return the paper's, β .9 and .99}
   *
   * @param rate γ
   */
  public static Lion withRate(double rate) {
    return new Lion(Schedule.of(rate), 0.9, 0.99);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Lion withSchedule(Schedule schedule) {
    return new Lion(schedule, beta1, beta2);
  }

  /**
   * {@return this with other decays}
   *
   * @param first β₁
   * @param second β₂
   */
  public Lion withBetas(double first, double second) {
    return new Lion(rate, first, second);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node direction = Ops.sign(ExponentialMean.of(slots.last("m"), gradient, beta1));
    slots.next("m", old -> ExponentialMean.of(old, gradient, beta2));
    return direction.times(rate.at(slots.step())).negate();
  }
}
