package org.ladera.optim.rule;

import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Nesterov's accelerated gradient as the lecture has it, Nesterov 1983: the gradient is taken where
 * the momentum is about to lead. The parameters are θ, not the look-ahead point.
 *
 * <pre>Δ ← βΔ - γ∇J(θ + βΔ)
 * θ ← θ + Δ</pre>
 *
 * <p>Slot {@code displacement}: Δ. The loss that a step reports is that of the look-ahead point.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1)
 */
public record Nesterov(Schedule rate, double beta) implements Optimizer {
  /** Checks the settings. */
  public Nesterov {
    Settings.checkRate("Nesterov", rate);
    Settings.checkDecay("Nesterov", "beta", beta);
  }

  /**
   * {@return the lecture's, with β .9}
   *
   * @param rate γ
   */
  public static Nesterov withRate(double rate) {
    return new Nesterov(Schedule.of(rate), 0.9);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Nesterov withSchedule(Schedule schedule) {
    return new Nesterov(schedule, beta);
  }

  /**
   * {@return this with another momentum}
   *
   * @param momentum β
   */
  public Nesterov withBeta(double momentum) {
    return new Nesterov(rate, momentum);
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point delta =
        state.next(
            "displacement",
            theta.zeros(),
            old -> {
              Point ahead = theta.plus(old.times(beta));
              Point gradient = objective.gradientAt(ahead);
              return old.times(beta).minus(gradient.times(rate.at(state.step())));
            });
    return theta.plus(delta);
  }
}
