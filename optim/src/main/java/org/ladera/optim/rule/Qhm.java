package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * QHM, the quasi-hyperbolic momentum, which steps along a mix of the gradient and its mean: Ma and
 * Yarats 2018, arXiv 1810.06801, section 3.
 *
 * <pre>m ← βm + (1-β)g
 * θ ← θ - γ((1-ν)g + νm)</pre>
 *
 * <p>ν 0 is gradient descent, ν 1 the momentum whose buffer is a mean, and ν = β Nesterov's with
 * γ(1-β). Slot {@code momentum}: m.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1)
 * @param nu ν, in [0, 1]
 */
public record Qhm(Schedule rate, double beta, double nu) implements UpdateRule, Published {
  static final Paper PAPER =
      new Paper(
          "Ma, Yarats",
          2018,
          "Quasi-hyperbolic momentum and Adam for deep learning",
          "arXiv 1810.06801");

  /** Checks the settings. */
  public Qhm {
    Settings.checkRate("Qhm", rate);
    Settings.checkDecay("Qhm", "beta", beta);
    Settings.check(nu >= 0 && nu <= 1, "Qhm", "nu must be in [0, 1]", nu);
  }

  /**
   * {@return the paper's rule of thumb: β .999, ν .7}
   *
   * @param rate γ
   */
  public static Qhm withRate(double rate) {
    return new Qhm(Schedule.of(rate), 0.999, 0.7);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Qhm withSchedule(Schedule schedule) {
    return new Qhm(schedule, beta, nu);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("momentum", old -> ExponentialMean.of(old, gradient, beta));
    return ExponentialMean.of(m, gradient, nu).times(slots.at(rate)).negate();
  }
}
