package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Adam: Kingma and Ba 2014, arXiv 1412.6980, algorithm 1; AMSGrad: Reddi, Kale, Kumar 2018, arXiv
 * 1904.09237.
 *
 * <pre>m ← β₁m + (1-β₁)g
 * v ← β₂v + (1-β₂)g²
 * θ ← θ - γ m̂ / root(v̂),   m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ)</pre>
 *
 * <p>Slots {@code m}, {@code v}, and {@code h} for AMSGrad. Without bias correction the first step
 * is γ(1-β₁)/√(1-β₂), usually 3.16γ, instead of γ.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param correction whether m and v are divided by 1-βᵗ
 * @param amsgrad whether v may shrink
 */
public record Adam(
    Schedule rate,
    double beta1,
    double beta2,
    Epsilon epsilon,
    BiasCorrection correction,
    Amsgrad amsgrad)
    implements UpdateRule {
  /** Checks the settings. */
  public Adam {
    Settings.checkRate("Adam", rate);
    Settings.checkDecay("Adam", "beta1", beta1);
    Settings.checkDecay("Adam", "beta2", beta2);
  }

  private static Adam of(double rate, Epsilon epsilon, BiasCorrection correction) {
    return new Adam(Schedule.of(rate), 0.9, 0.999, epsilon, correction, Amsgrad.OFF);
  }

  /**
   * {@return the paper's and PyTorch's: β .9 and .999, ε 1e-8 outside the root}
   *
   * @param rate γ
   */
  public static Adam withRate(double rate) {
    return of(rate, Epsilon.outside(1e-8), BiasCorrection.ON);
  }

  /**
   * {@return γ .002, no bias correction, ε outside the root; its value 1e-8 is not on the slide}
   */
  public static Adam lecture() {
    return of(0.002, Epsilon.outside(1e-8), BiasCorrection.OFF);
  }

  /** {@return γ .001, β .9 and .999, ε 1e-8 outside the root} */
  public static Adam paper() {
    return withRate(0.001);
  }

  /** {@return the paper's; before 2019 it had {@code Epsilon.hat(1e-8)}} */
  public static Adam pytorch() {
    return withRate(0.001);
  }

  /** {@return γ .001, ε 1e-7 added before the bias is corrected} */
  public static Adam keras() {
    return of(0.001, Epsilon.hat(1e-7), BiasCorrection.ON);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adam withSchedule(Schedule schedule) {
    return new Adam(schedule, beta1, beta2, epsilon, correction, amsgrad);
  }

  /**
   * {@return this with other decays}
   *
   * @param first β₁
   * @param second β₂
   */
  public Adam withBetas(double first, double second) {
    return new Adam(rate, first, second, epsilon, correction, amsgrad);
  }

  /**
   * {@return this with another root}
   *
   * @param other makes the root
   */
  public Adam withEpsilon(Epsilon other) {
    return new Adam(rate, beta1, beta2, other, correction, amsgrad);
  }

  /**
   * {@return this with or without bias correction}
   *
   * @param other whether m and v are divided by 1-βᵗ
   */
  public Adam withCorrection(BiasCorrection other) {
    return new Adam(rate, beta1, beta2, epsilon, other, amsgrad);
  }

  /**
   * {@return this as AMSGrad}
   *
   * @param other whether v may shrink
   */
  public Adam withAmsgrad(Amsgrad other) {
    return new Adam(rate, beta1, beta2, epsilon, correction, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> old.times(beta1).plus(gradient.times(1 - beta1)));
    Node v = slots.next("v", old -> old.times(beta2).plus(gradient.square().times(1 - beta2)));
    Node c = correction.of(slots, beta2);
    Node mHat = BiasCorrection.corrected(m, correction.of(slots, beta1));
    Node vHat = amsgrad.corrected(slots, v, c);
    return mHat.dividedBy(epsilon.root(vHat, c)).times(slots.at(rate)).negate();
  }
}
