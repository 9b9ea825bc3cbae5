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
 * Prodigy, Adam that finds its rate: it estimates the distance d from the start to the solution.
 * Mishchenko and Defazio 2023, arXiv 2306.06101, its Adam version.
 *
 * <pre>η = γ d c,   c = √(1-β₂ᵗ)/(1-β₁ᵗ) with bias correction, else 1
 * m ← β₁m + (1-β₁)dg
 * v ← β₂v + (1-β₂)(dg)²
 * s ← √β₂ s + (d/d₀)ηg
 * n ← √β₂ n + (d/d₀)η⟨g, θ₀ - θ⟩
 * d' = max(d, n/‖s‖₁)
 * θ ← θ - η m/(√v + d'ε) - ηλθ</pre>
 *
 * <p>Inner product and norm are over all parameters. Slots {@code m}, {@code v}, {@code s}, {@code
 * start}: θ₀, the parameter's first value; the scalars {@code numerator}: n, and {@code distance}:
 * d, from d₀. The authors' code and Optax agree but for the bias correction, which the latter
 * always has.
 *
 * @param rate γ, 1 but for a schedule
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param decay λ, at least 0
 * @param first d₀, positive and below the distance
 * @param correction whether the rate has Adam's bias correction
 */
public record Prodigy(
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
          "Mishchenko, Defazio",
          2023,
          "Prodigy: an expeditiously adaptive parameter-free learner",
          "arXiv 2306.06101");

  /** Checks the settings. */
  public Prodigy {
    Settings.checkRate("Prodigy", rate);
    Settings.checkDecay("Prodigy", "beta1", beta1);
    Settings.checkDecay("Prodigy", "beta2", beta2);
    Settings.checkPositive("Prodigy", "epsilon", epsilon);
    Settings.checkNotNegative("Prodigy", "decay", decay);
    Settings.checkPositive("Prodigy", "first", first);
  }

  /**
   * {@return the authors': β .9 and .999, ε 1e-8, no decay, d₀ 1e-6, no bias correction}
   *
   * @param rate γ, usually 1
   */
  public static Prodigy withRate(double rate) {
    Schedule fixed = Settings.rate("Prodigy", rate);
    return new Prodigy(fixed, 0.9, 0.999, 1e-8, 0, 1e-6, BiasCorrection.OFF);
  }

  /** {@return γ 1, with bias correction} */
  public static Prodigy optax() {
    return withRate(1).withCorrection(BiasCorrection.ON);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Prodigy withSchedule(Schedule schedule) {
    return new Prodigy(schedule, beta1, beta2, epsilon, decay, first, correction);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public Prodigy withDecay(double value) {
    return new Prodigy(rate, beta1, beta2, epsilon, value, first, correction);
  }

  /**
   * {@return this with another first estimate}
   *
   * @param value d₀
   */
  public Prodigy withFirst(double value) {
    return new Prodigy(rate, beta1, beta2, epsilon, decay, value, correction);
  }

  /**
   * {@return this with or without bias correction}
   *
   * @param other whether the rate has Adam's bias correction
   */
  public Prodigy withCorrection(BiasCorrection other) {
    return new Prodigy(rate, beta1, beta2, epsilon, decay, first, other);
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
    Node weight = d.times(eta).dividedBy(first);
    Point dg = g.times(d);
    Point m = state.next("m", zeros, old -> old.zip(dg, (o, x) -> ExponentialMean.of(o, x, beta1)));
    Point v =
        state.next(
            "v", zeros, old -> old.zip(dg, (o, x) -> ExponentialMean.of(o, x.square(), beta2)));
    Point s = state.next("s", zeros, old -> old.times(beta3).plus(g.times(weight)));
    Node along = Totals.dot(g, state.last("start", theta).minus(theta)).times(weight);
    Node n = state.next("numerator", Ops.constant(0), old -> old.times(beta3).plus(along));
    Node estimate = Totals.quotient(n, Totals.absolute(s));
    Node next = state.next("distance", Ops.constant(first), old -> Ops.max(old, estimate));
    Node small = next.times(epsilon);
    Point step = m.zip(v, (a, b) -> a.dividedBy(Ops.sqrt(b).plus(small.cast(b.dtype()))));
    Point moved = decay == 0 ? step : step.plus(theta.times(decay));
    return theta.minus(moved.times(eta));
  }
}
