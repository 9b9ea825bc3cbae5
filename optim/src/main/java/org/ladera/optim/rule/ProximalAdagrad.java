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
 * Proximal Adagrad, which makes entries exactly 0: Duchi, Hazan, Singer, JMLR 2011, section 5.1
 * with the step of Duchi and Singer 2009 (forward-backward splitting).
 *
 * <pre>a ← a + g²
 * η = γ/√a
 * x = θ - ηg
 * θ ← sign(x) max(|x| - ηλ₁, 0) / (1 + ηλ₂)</pre>
 *
 * <p>Where a is 0, η is γ. Slot {@code a}, which starts at {@code initial}.
 *
 * @param rate γ, at least 0
 * @param lambda1 λ₁, the weight of Σ|θ|, at least 0
 * @param lambda2 λ₂, the weight of Σθ²/2, at least 0
 * @param initial where a starts, at least 0
 */
public record ProximalAdagrad(Schedule rate, double lambda1, double lambda2, double initial)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Duchi, Hazan, Singer",
          2011,
          "Adaptive subgradient methods for online learning and stochastic optimization",
          "JMLR 12");

  /** Checks the settings. */
  public ProximalAdagrad {
    Settings.checkRate("ProximalAdagrad", rate);
    Settings.checkNotNegative("ProximalAdagrad", "lambda1", lambda1);
    Settings.checkNotNegative("ProximalAdagrad", "lambda2", lambda2);
    Settings.checkNotNegative("ProximalAdagrad", "initial", initial);
  }

  /**
   * {@return TensorFlow's: a from .1, no penalties}
   *
   * @param rate γ
   */
  public static ProximalAdagrad withRate(double rate) {
    return new ProximalAdagrad(Schedule.of(rate), 0, 0, 0.1);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public ProximalAdagrad withSchedule(Schedule schedule) {
    return new ProximalAdagrad(schedule, lambda1, lambda2, initial);
  }

  /**
   * {@return this with other penalties}
   *
   * @param absolute λ₁
   * @param square λ₂
   */
  public ProximalAdagrad withPenalties(double absolute, double square) {
    return new ProximalAdagrad(rate, absolute, square, initial);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node start = Ops.onesLike(gradient).times(initial);
    Node a = slots.next("a", start, old -> old.plus(gradient.square()));
    Node eta = Ops.dividedBy(slots.at(rate), Epsilon.outside(0).root(a));
    Node x = theta.minus(eta.times(gradient));
    Node shrunk = lambda1 == 0 ? x : SoftThreshold.of(x, eta.times(lambda1));
    Node next = lambda2 == 0 ? shrunk : shrunk.dividedBy(eta.times(lambda2).plus(1));
    return next.minus(theta);
  }
}
