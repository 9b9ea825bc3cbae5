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
 * DoG, distance over gradients: gradient descent that needs no rate. Ivgi, Hinder, Carmon 2023,
 * arXiv 2302.12022. The authors recommend to evaluate an average of the parameters.
 *
 * <pre>r ← max(r, ‖θ - θ₀‖)
 * G ← G + ‖g‖²
 * θ ← θ - γ r/√(G + ε) g,   the norms over all parameters</pre>
 *
 * <p>Slot {@code start}: θ₀, the parameter's first value; the scalars {@code distance}: r, from α(1
 * + ‖θ₀‖), and {@code squares}: G.
 *
 * @param rate γ, 1 but for a schedule
 * @param reach α, positive: how far the first step goes, compared with the parameters
 * @param epsilon ε, at least 0
 */
public record DoG(Schedule rate, double reach, double epsilon) implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Ivgi, Hinder, Carmon",
          2023,
          "DoG is SGD's best friend: a parameter-free dynamic step size schedule",
          "arXiv 2302.12022");

  /** Checks the settings. */
  public DoG {
    Settings.checkRate("DoG", rate);
    Settings.checkPositive("DoG", "reach", reach);
    Settings.checkNotNegative("DoG", "epsilon", epsilon);
  }

  /**
   * {@return the authors': α 1e-6, which they make 1e-4 for models with batch normalization, ε
   * 1e-8}
   *
   * @param rate γ, usually 1
   */
  public static DoG withRate(double rate) {
    return new DoG(Settings.rate("DoG", rate), 1e-6, 1e-8);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public DoG withSchedule(Schedule schedule) {
    return new DoG(schedule, reach, epsilon);
  }

  /**
   * {@return this with another first step}
   *
   * @param value α
   */
  public DoG withReach(double value) {
    return new DoG(rate, value, epsilon);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    Point start = state.last("start", theta);
    Node far = Ops.sqrt(Totals.square(theta.minus(start)));
    Node first = Ops.sqrt(Totals.square(theta)).plus(1).times(reach);
    Node r = state.next("distance", first, old -> Ops.max(old, far));
    Node squares = state.next("squares", Ops.constant(0), o -> o.plus(Totals.square(gradient)));
    Node step = Totals.quotient(r, Ops.sqrt(squares.plus(epsilon)));
    return theta.minus(gradient.times(step.times(rate.at(state.step()))));
  }
}
