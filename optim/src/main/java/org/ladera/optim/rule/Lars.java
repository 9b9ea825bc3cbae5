package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * LARS, a momentum whose rate of each parameter goes with the length of the parameter over that of
 * its gradient: You, Gitman, Ginsburg 2017, arXiv 1708.03888, algorithm 1.
 *
 * <pre>d = g + λθ
 * v ← μv + γ r d
 * θ ← θ - v</pre>
 *
 * <p>r is made by the {@link LarsRatio}. Slot {@code momentum}: v. Biases and the scales of
 * normalizations are to be left to another rule: that is part of the recipe.
 *
 * @param rate γ, at least 0
 * @param momentum μ, in [0, 1)
 * @param decay λ, at least 0
 * @param trust the coefficient of r, positive
 * @param epsilon ε in r, at least 0
 * @param ratio makes r
 */
public record Lars(
    Schedule rate, double momentum, double decay, double trust, double epsilon, LarsRatio ratio)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "You, Gitman, Ginsburg",
          2017,
          "Large batch training of convolutional networks",
          "arXiv 1708.03888");

  /** Checks the settings. */
  public Lars {
    Settings.checkRate("Lars", rate);
    Settings.checkDecay("Lars", "momentum", momentum);
    Settings.checkNotNegative("Lars", "decay", decay);
    Settings.checkPositive("Lars", "trust", trust);
    Settings.checkNotNegative("Lars", "epsilon", epsilon);
  }

  /**
   * {@return the paper's: μ .9, λ 5e-4, c .001, no ε, the sum of norms}
   *
   * @param rate γ
   */
  public static Lars withRate(double rate) {
    return new Lars(Schedule.of(rate), 0.9, 5e-4, 1e-3, 0, LarsRatio.SUM_OF_NORMS);
  }

  /**
   * {@return Optax's: μ .9, no λ, c .001, no ε, the norm of the sum}
   *
   * @param rate γ
   */
  public static Lars optax(double rate) {
    return new Lars(Schedule.of(rate), 0.9, 0, 1e-3, 0, LarsRatio.NORM_OF_SUM);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Lars withSchedule(Schedule schedule) {
    return new Lars(schedule, momentum, decay, trust, epsilon, ratio);
  }

  /**
   * {@return this with another decay}
   *
   * @param value λ
   */
  public Lars withDecay(double value) {
    return new Lars(rate, momentum, value, trust, epsilon, ratio);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node decayed = decay == 0 ? gradient : gradient.plus(theta.times(decay));
    Node local = ratio.of(theta, gradient, decayed, this).times(slots.at(rate));
    Node v = slots.next("momentum", old -> old.times(momentum).plus(decayed.times(local)));
    return v.negate();
  }
}
