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
 * Adan, adaptive Nesterov momentum: Xie, Zhou, Li, Lin, Yan 2022, arXiv 2208.06677, algorithm 1.
 *
 * <pre>d = g - g' (0 in the first step)
 * m ← β₁m + (1-β₁)g,   v ← β₂v + (1-β₂)d,   n ← β₃n + (1-β₃)(g + kd)²
 * θ ← θ - γ(m̂ + kv̂) / root(n̂)
 * g' ← g</pre>
 *
 * <p>Slots {@code m}, {@code v}, {@code n} and {@code gradient}. The paper's β are 1 minus these. k
 * is 1-β₂ in Optax, by the paper's equation 7, and β₂ in the authors' code. Their decay, a division
 * by 1 + γλ, is {@code decay} here; Optax adds λθ to the step, which is {@link
 * org.ladera.optim.transform.DecoupledWeightDecay}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param beta3 β₃, in [0, 1)
 * @param mix k, at least 0
 * @param epsilon makes the root
 * @param decay λ, at least 0
 */
public record Adan(
    Schedule rate,
    double beta1,
    double beta2,
    double beta3,
    double mix,
    Epsilon epsilon,
    double decay)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Xie, Zhou, Li, Lin, Yan",
          2022,
          "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
          "arXiv 2208.06677");

  /** Checks the settings. */
  public Adan {
    Settings.checkRate("Adan", rate);
    Settings.checkDecay("Adan", "beta1", beta1);
    Settings.checkDecay("Adan", "beta2", beta2);
    Settings.checkDecay("Adan", "beta3", beta3);
    Settings.checkNotNegative("Adan", "mix", mix);
    Settings.checkNotNegative("Adan", "decay", decay);
  }

  /**
   * {@return the authors' code: β .98, .92 and .99, k = β₂, ε 1e-8 outside the root, no decay}
   *
   * @param rate γ
   */
  public static Adan withRate(double rate) {
    return new Adan(Schedule.of(rate), 0.98, 0.92, 0.99, 0.92, Epsilon.outside(1e-8), 0);
  }

  /**
   * {@return Optax's: k = 1-β₂, 1e-8 inside and outside the root}
   *
   * @param rate γ
   */
  public static Adan optax(double rate) {
    return new Adan(Schedule.of(rate), 0.98, 0.92, 0.99, 1 - 0.92, Epsilon.inside(1e-8, 1e-8), 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adan withSchedule(Schedule schedule) {
    return new Adan(schedule, beta1, beta2, beta3, mix, epsilon, decay);
  }

  /**
   * {@return this with decay in the authors' form}
   *
   * @param value λ
   */
  public Adan withDecay(double value) {
    return new Adan(rate, beta1, beta2, beta3, mix, epsilon, value);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node first = slots.isFirst();
    Node difference =
        Ops.select(first, Ops.zerosLike(gradient), gradient.minus(slots.last("gradient")));
    slots.next("gradient", old -> gradient);
    Node ahead = gradient.plus(difference.times(mix)).square();
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, difference, beta2));
    Node n = slots.next("n", old -> ExponentialMean.of(old, ahead, beta3));
    Node c = slots.biasCorrection(beta3);
    Node mHat = BiasCorrection.corrected(m, slots.biasCorrection(beta1));
    Node vHat = BiasCorrection.corrected(v, slots.biasCorrection(beta2));
    Node root = epsilon.root(BiasCorrection.corrected(n, c), c);
    Node gamma = rate.at(slots.step());
    Node step = mHat.plus(vHat.times(mix)).dividedBy(root).times(gamma).negate();
    if (decay == 0) {
      return step;
    }
    Node theta = slots.parameter();
    return theta.plus(step).dividedBy(gamma.times(decay).plus(1)).minus(theta);
  }
}
