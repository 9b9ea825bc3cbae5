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
 * DoWG, distance over weighted gradients: gradient descent that needs no rate. Khaled, Mishchenko,
 * Jin 2023, arXiv 2305.16284, algorithm 1.
 *
 * <pre>r² ← max(r², ‖θ - θ₀‖²)
 * v ← v + r²‖g‖²
 * θ ← θ - γ r²/(√v + ε) g,   the norms over all parameters</pre>
 *
 * <p>Slot {@code start}: θ₀, the parameter's first value; the scalars {@code squared distance}: r²,
 * and {@code weighted squares}: v.
 *
 * @param rate γ, 1 but for a schedule
 * @param first the first r², positive
 * @param epsilon ε, at least 0
 */
public record DoWG(Schedule rate, double first, double epsilon) implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Khaled, Mishchenko, Jin",
          2023,
          "DoWG unleashed: an efficient universal parameter-free gradient descent method",
          "arXiv 2305.16284");

  /** Checks the settings. */
  public DoWG {
    Settings.checkRate("DoWG", rate);
    Settings.checkPositive("DoWG", "first", first);
    Settings.checkNotNegative("DoWG", "epsilon", epsilon);
  }

  /**
   * {@return the authors' and Optax's: r² 1e-4 at first, ε 1e-4}
   *
   * @param rate γ, usually 1
   */
  public static DoWG withRate(double rate) {
    return new DoWG(Settings.rate("DoWG", rate), 1e-4, 1e-4);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public DoWG withSchedule(Schedule schedule) {
    return new DoWG(schedule, first, epsilon);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    Point start = state.last("start", theta);
    Node far = Totals.square(theta.minus(start));
    Node r2 = state.next("squared distance", Ops.constant(first), old -> Ops.max(old, far));
    Node weighted = Totals.square(gradient).times(r2);
    Node v = state.next("weighted squares", Ops.constant(0), old -> old.plus(weighted));
    Node step = Totals.quotient(r2, Ops.sqrt(v).plus(epsilon));
    return theta.minus(gradient.times(step.times(rate.at(state.step()))));
  }
}
