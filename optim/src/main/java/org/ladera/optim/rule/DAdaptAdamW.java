package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * D-Adaptation of AdamW, which finds its rate: it estimates the distance d from the start to the
 * solution. Defazio and Mishchenko 2023, arXiv 2301.07733, algorithm 5.
 *
 * <pre>η = γ d c,   c = √(1-β₂ᵗ)/(1-β₁ᵗ) with bias correction, else 1
 * n ← √β₂ n + (1-√β₂)η⟨g, s/(√v + ε)⟩,   with the s and v of the step before
 * m ← β₁m + (1-β₁)ηg
 * v ← β₂v + (1-β₂)g²
 * s ← √β₂ s + (1-√β₂)ηg
 * d ← max(d, n/((1-√β₂)‖s‖₁)),   used from the next step on
 * θ ← θ - m/(√v + ε) - ηλθ</pre>
 *
 * <p>Inner product and norm are over all parameters. Slots {@code m}, {@code v}, {@code s}; the
 * scalars {@code numerator}: n, and {@code distance}: d, from d₀. The authors' code and Optax agree
 * but for the bias correction, which the latter always has.
 *
 * @param rate γ, 1 but for a schedule
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param decay λ, at least 0
 * @param first d₀, positive and below the distance
 * @param correction whether the rate has Adam's bias correction
 */
public record DAdaptAdamW(
    Schedule rate,
    double beta1,
    double beta2,
    double epsilon,
    double decay,
    double first,
    BiasCorrection correction)
    implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Defazio, Mishchenko",
          2023,
          "Learning-rate-free learning by D-Adaptation",
          "arXiv 2301.07733");

  /** Checks the settings. */
  public DAdaptAdamW {
    Settings.checkRate("DAdaptAdamW", rate);
    Settings.checkDecay("DAdaptAdamW", "beta1", beta1);
    Settings.checkDecay("DAdaptAdamW", "beta2", beta2);
    Settings.checkPositive("DAdaptAdamW", "epsilon", epsilon);
    Settings.checkNotNegative("DAdaptAdamW", "decay", decay);
    Settings.checkPositive("DAdaptAdamW", "first", first);
  }

  /**
   * {@return the authors': β .9 and .999, ε 1e-8, no decay, d₀ 1e-6, no bias correction}
   *
   * @param rate γ, usually 1
   */
  public static DAdaptAdamW withRate(double rate) {
    Schedule fixed = Settings.rate("DAdaptAdamW", rate);
    return new DAdaptAdamW(fixed, 0.9, 0.999, 1e-8, 0, 1e-6, BiasCorrection.OFF);
  }

  /** {@return γ 1, with bias correction} */
  public static DAdaptAdamW optax() {
    return withRate(1).withCorrection(BiasCorrection.ON);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public DAdaptAdamW withSchedule(Schedule schedule) {
    return new DAdaptAdamW(schedule, beta1, beta2, epsilon, decay, first, correction);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public DAdaptAdamW withDecay(double value) {
    return new DAdaptAdamW(rate, beta1, beta2, epsilon, value, first, correction);
  }

  /**
   * {@return this with another first estimate}
   *
   * @param value d₀
   */
  public DAdaptAdamW withFirst(double value) {
    return new DAdaptAdamW(rate, beta1, beta2, epsilon, decay, value, correction);
  }

  /**
   * {@return this with or without bias correction}
   *
   * @param other whether the rate has Adam's bias correction
   */
  public DAdaptAdamW withCorrection(BiasCorrection other) {
    return new DAdaptAdamW(rate, beta1, beta2, epsilon, decay, first, other);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point g = objective.gradientAt(theta);
    Point zeros = theta.zeros();
    double beta3 = Math.sqrt(beta2);
    Node d = state.last("distance", Ops.constant(first));
    Node eta = rate.at(state.step()).times(d).times(correction.ofRate(state, beta1, beta2));
    Node along = Totals.dot(g, scaled(state.last("s", zeros), state.last("v", zeros))).times(eta);
    Point etaG = g.times(eta);
    Point m =
        state.next("m", zeros, old -> old.zip(etaG, (o, x) -> ExponentialMean.of(o, x, beta1)));
    Point v =
        state.next(
            "v", zeros, old -> old.zip(g, (o, x) -> ExponentialMean.of(o, x.square(), beta2)));
    Point s =
        state.next("s", zeros, old -> old.zip(etaG, (o, x) -> ExponentialMean.of(o, x, beta3)));
    Node n = state.next("numerator", Ops.constant(0), old -> ExponentialMean.of(old, along, beta3));
    Node estimate = Totals.quotient(n, Totals.absolute(s).times(1 - beta3));
    state.next("distance", Ops.constant(first), old -> Ops.max(old, estimate));
    Point moved = theta.minus(scaled(m, v));
    return decay == 0 ? moved : moved.minus(theta.times(eta.times(decay)));
  }

  /** a/(√v + ε). */
  private Point scaled(Point a, Point v) {
    return a.zip(v, (x, square) -> x.dividedBy(Ops.sqrt(square).plus(epsilon)));
  }
}
