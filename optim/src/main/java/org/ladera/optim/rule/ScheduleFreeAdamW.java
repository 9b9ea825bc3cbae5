package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Schedule-free AdamW: Defazio, Yang, Mehta, Mishchenko, Khaled, Cutkosky 2024, arXiv 2405.15682,
 * algorithm 1. It wants a rate that warms up and then stays.
 *
 * <pre>g = ∇J(y)
 * v ← β₂v + (1-β₂)g²
 * z ← z - γ(g / root(v̂) + λy),   v̂ = v/(1-β₂ᵗ)
 * x ← x + c(z - x),   c = w/Σw,   w = (the largest γ so far)ᵖ
 * y ← (1-β₁)z + β₁x</pre>
 *
 * <p>The parameters are y, where gradients are taken. Slots {@code v}, {@code z} and {@code x}, the
 * latter two from the parameter's first value, and the scalars {@code largest rate} and {@code
 * weights}, Σw. The model is meant to be evaluated at x, as for {@link ScheduleFreeSgd}. The bias
 * of v is corrected as in the authors' code and Optax; the paper has the correction in γ, and so in
 * w too.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1]
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param power p, at least 0
 * @param decay λ, at least 0
 */
public record ScheduleFreeAdamW(
    Schedule rate, double beta1, double beta2, Epsilon epsilon, double power, double decay)
    implements Optimizer, Published {
  /** Checks the settings. */
  public ScheduleFreeAdamW {
    Settings.checkRate("ScheduleFreeAdamW", rate);
    Settings.check(beta1 >= 0 && beta1 <= 1, "ScheduleFreeAdamW", "beta1 must be in [0, 1]", beta1);
    Settings.checkDecay("ScheduleFreeAdamW", "beta2", beta2);
    Settings.checkNotNegative("ScheduleFreeAdamW", "power", power);
    Settings.checkNotNegative("ScheduleFreeAdamW", "decay", decay);
  }

  /**
   * {@return the authors': β .9 and .999, ε 1e-8 outside the root, p 2, no decay; usually with γ
   * .0025}
   *
   * @param rate γ
   */
  public static ScheduleFreeAdamW withRate(double rate) {
    Schedule fixed = Settings.rate("ScheduleFreeAdamW", rate);
    return new ScheduleFreeAdamW(fixed, 0.9, 0.999, Epsilon.outside(1e-8), 2, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public ScheduleFreeAdamW withSchedule(Schedule schedule) {
    return new ScheduleFreeAdamW(schedule, beta1, beta2, epsilon, power, decay);
  }

  /**
   * {@return this with other betas}
   *
   * @param first β₁
   * @param second β₂
   */
  public ScheduleFreeAdamW withBetas(double first, double second) {
    return new ScheduleFreeAdamW(rate, first, second, epsilon, power, decay);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public ScheduleFreeAdamW withDecay(double value) {
    return new ScheduleFreeAdamW(rate, beta1, beta2, epsilon, power, value);
  }

  @Override
  public Paper publication() {
    return ScheduleFreeSgd.PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    Node c = state.biasCorrection(beta2);
    Point v =
        state.next(
            "v",
            theta.zeros(),
            old -> old.zip(gradient, (o, g) -> ExponentialMean.of(o, g.square(), beta2)));
    Point scaled =
        gradient.zip(v, (g, s) -> g.dividedBy(epsilon.root(BiasCorrection.corrected(s, c), c)));
    Point direction = decay == 0 ? scaled : scaled.plus(theta.times(decay));
    return new ScheduleFree(beta1, power).next(theta, direction, rate.at(state.step()), state);
  }
}
