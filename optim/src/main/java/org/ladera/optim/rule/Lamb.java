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
 * LAMB, an AdamW whose step of each parameter is as long as the parameter is: You et al. 2019,
 * arXiv 1904.00962, algorithm 2.
 *
 * <pre>m, v as Adam
 * u = m̂/root(v̂) + λθ
 * θ ← θ - γ φ(‖θ‖)/‖u‖ u,   φ(z) = min(max(z, least), most)</pre>
 *
 * <p>Where φ(‖θ‖) or ‖u‖ is 0 the ratio is 1. Slots {@code m} and {@code v}. Keras decays outside
 * of the ratio: that is {@code DecoupledWeightDecay} around this with λ 0.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param decay λ, at least 0
 * @param least the least φ, at least 0
 * @param most the greatest φ, at least {@code least}; infinite for none
 * @param correction whether m and v are divided by 1-βᵗ
 */
public record Lamb(
    Schedule rate,
    double beta1,
    double beta2,
    Epsilon epsilon,
    double decay,
    double least,
    double most,
    BiasCorrection correction)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "You, Li, Reddi, Hseu, Kumar, Bhojanapalli, Song, Demmel, Keutzer, Hsieh",
          2019,
          "Large batch optimization for deep learning: training BERT in 76 minutes",
          "arXiv 1904.00962");

  /** Checks the settings. */
  public Lamb {
    Settings.checkRate("Lamb", rate);
    Settings.checkDecay("Lamb", "beta1", beta1);
    Settings.checkDecay("Lamb", "beta2", beta2);
    Settings.checkNotNegative("Lamb", "decay", decay);
    Settings.checkNotNegative("Lamb", "least", least);
    Settings.check(most >= least, "Lamb", "most must be at least least, " + least, most);
  }

  private static Lamb of(double rate, double epsilon, double decay) {
    return new Lamb(
        Schedule.of(rate),
        0.9,
        0.999,
        Epsilon.outside(epsilon),
        decay,
        0,
        Double.POSITIVE_INFINITY,
        BiasCorrection.ON);
  }

  /**
   * {@return the paper's: β .9 and .999, ε 1e-6 outside the root, λ .01, φ(z) = z}
   *
   * @param rate γ
   */
  public static Lamb withRate(double rate) {
    return of(rate, 1e-6, 0.01);
  }

  /**
   * {@return as the paper's, without decay}
   *
   * @param rate γ
   */
  public static Lamb optax(double rate) {
    return of(rate, 1e-6, 0);
  }

  /** {@return γ .001, ε 1e-7 outside the root, no decay} */
  public static Lamb keras() {
    return of(0.001, 1e-7, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Lamb withSchedule(Schedule schedule) {
    return new Lamb(schedule, beta1, beta2, epsilon, decay, least, most, correction);
  }

  /**
   * {@return this with another decay}
   *
   * @param value λ
   */
  public Lamb withDecay(double value) {
    return new Lamb(rate, beta1, beta2, epsilon, value, least, most, correction);
  }

  /**
   * {@return this with other bounds of φ}
   *
   * @param low the least φ
   * @param high the greatest φ
   */
  public Lamb withClip(double low, double high) {
    return new Lamb(rate, beta1, beta2, epsilon, decay, low, high, correction);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, gradient.square(), beta2));
    Node c = correction.of(slots, beta2);
    Node mHat = BiasCorrection.corrected(m, correction.of(slots, beta1));
    Node vHat = BiasCorrection.corrected(v, c);
    Node adam = mHat.dividedBy(epsilon.root(vHat, c));
    Node u = decay == 0 ? adam : adam.plus(theta.times(decay));
    Node ratio = TrustRatio.oneForZero(phi(TrustRatio.norm(theta)), TrustRatio.norm(u));
    return u.times(ratio.times(slots.at(rate))).negate();
  }

  private Node phi(Node length) {
    Node raised = least == 0 ? length : Ops.max(length, Ops.constant(least));
    return most == Double.POSITIVE_INFINITY ? raised : Ops.min(raised, Ops.constant(most));
  }
}
