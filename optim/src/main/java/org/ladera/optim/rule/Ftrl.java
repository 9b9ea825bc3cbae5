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
 * FTRL-Proximal, which makes entries exactly 0: McMahan et al., KDD 2013, "Ad click prediction",
 * algorithm 1.
 *
 * <pre>n ← n + g²
 * σ = (nᵖ of now - nᵖ of before)/γ               p is 1/2 in the paper
 * z ← z + g + 2λ₃θ - σθ
 * θ ← -sign(z) max(|z| - λ₁, 0) / ((β + nᵖ)/γ + λ₂)</pre>
 *
 * <p>The parameter follows from z alone: where it started counts only through σ. Keras writes the
 * quadratic penalty without the half, so that its l2 is λ₂/2, and its β as an l2 of β/(2γ), which
 * is the β here. λ₃ is Keras's shrinkage, a penalty λ₃θ² of the loss that n does not see.
 *
 * <p>Slots {@code z}, and {@code root}: √n, which starts at √{@code initial} and does not overflow
 * where n would.
 *
 * @param rate γ, positive
 * @param beta β, at least 0
 * @param lambda1 λ₁, the weight of Σ|θ|, at least 0
 * @param lambda2 λ₂, the weight of Σθ²/2, at least 0
 * @param initial where n starts, at least 0
 * @param power p, in [0, 1]; Keras's learning rate power, negated
 * @param shrinkage λ₃, at least 0
 */
public record Ftrl(
    Schedule rate,
    double beta,
    double lambda1,
    double lambda2,
    double initial,
    double power,
    double shrinkage)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "McMahan et al.", 2013, "Ad click prediction: a view from the trenches", "KDD 2013");

  /** Checks the settings. */
  public Ftrl {
    Settings.checkRate("Ftrl", rate);
    if (rate instanceof Schedule.Fixed fixed) {
      Settings.checkPositive("Ftrl", "rate", fixed.value());
    }
    Settings.checkNotNegative("Ftrl", "beta", beta);
    Settings.checkNotNegative("Ftrl", "lambda1", lambda1);
    Settings.checkNotNegative("Ftrl", "lambda2", lambda2);
    Settings.checkNotNegative("Ftrl", "initial", initial);
    Settings.check(power >= 0 && power <= 1, "Ftrl", "power must be in [0, 1]", power);
    Settings.checkNotNegative("Ftrl", "shrinkage", shrinkage);
  }

  /**
   * {@return the paper's: β 1, n from 0, p 1/2; no penalties}
   *
   * @param rate γ
   */
  public static Ftrl withRate(double rate) {
    return new Ftrl(Schedule.of(rate), 1, 0, 0, 0, 0.5, 0);
  }

  /** {@return γ .001, β 0, n from .1, p 1/2; no penalties} */
  public static Ftrl keras() {
    return new Ftrl(Schedule.of(0.001), 0, 0, 0, 0.1, 0.5, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Ftrl withSchedule(Schedule schedule) {
    return new Ftrl(schedule, beta, lambda1, lambda2, initial, power, shrinkage);
  }

  /**
   * {@return this with other penalties, as in the paper}
   *
   * @param absolute λ₁
   * @param square λ₂; twice Keras's l2
   */
  public Ftrl withPenalties(double absolute, double square) {
    return new Ftrl(rate, beta, absolute, square, initial, power, shrinkage);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node gamma = slots.at(rate);
    Node start = Ops.onesLike(gradient).times(Math.sqrt(initial));
    Node before = slots.last("root", start);
    Node root = slots.next("root", start, old -> hypotenuse(old, gradient));
    Node strength = powered(root);
    Node sigma = strength.minus(powered(before)).dividedBy(gamma);
    Node pull = shrinkage == 0 ? gradient : gradient.plus(theta.times(2 * shrinkage));
    Node z = slots.next("z", old -> old.plus(pull).minus(sigma.times(theta)));
    Node shrunk = lambda1 == 0 ? z : SoftThreshold.of(z, Ops.constant(lambda1));
    Node curvature = strength.plus(beta).dividedBy(gamma).plus(lambda2);
    return shrunk.dividedBy(oneForZero(curvature)).negate().minus(theta);
  }

  /** (root²)ᵖ. */
  private Node powered(Node root) {
    return power == 0.5 ? root : root.pow(2 * power);
  }

  /** √(a² + b²) for a at least 0. */
  private static Node hypotenuse(Node a, Node b) {
    Node size = Ops.abs(b);
    Node large = Ops.max(a, size);
    Node share = Ops.min(a, size).dividedBy(oneForZero(large));
    return large.times(Ops.sqrt(share.square().plus(1)));
  }

  private static Node oneForZero(Node divisor) {
    return Ops.select(Ops.greater(divisor, Ops.constant(0)), divisor, Ops.constant(1));
  }
}
