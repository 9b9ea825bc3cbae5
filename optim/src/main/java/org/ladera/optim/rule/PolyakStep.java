package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Gradient descent with Polyak's step size, bounded for stochastic gradients (SPS-max): Loizou,
 * Vaswani, Laradji, Lacoste-Julien 2020, arXiv 2002.10542.
 *
 * <pre>γ = min((J(θ) - J*)₊ / (c‖g‖²), γ_max),   the norm over all parameters
 * θ ← θ - γg</pre>
 *
 * <p>No slots. Where the gradient is 0, or the loss below J*, nothing moves (Optax: {@code sps+};
 * its {@code sps} goes uphill in the latter case).
 *
 * @param rate γ_max, at least 0
 * @param lowest J*, the smallest loss that a batch can have, or a bound below it
 * @param divisor c, positive
 */
public record PolyakStep(Schedule rate, double lowest, double divisor)
    implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Loizou, Vaswani, Laradji, Lacoste-Julien",
          2020,
          "Stochastic Polyak step-size for SGD: an adaptive learning rate for fast convergence",
          "arXiv 2002.10542");

  /** Checks the settings. */
  public PolyakStep {
    Settings.checkRate("PolyakStep", rate);
    Settings.check(Double.isFinite(lowest), "PolyakStep", "lowest must be finite", lowest);
    Settings.checkPositive("PolyakStep", "divisor", divisor);
  }

  /**
   * {@return with J* 0 and c 1, as in Optax; the paper has c 1/2 for losses that are strongly
   * convex}
   *
   * @param rate γ_max
   */
  public static PolyakStep withRate(double rate) {
    return new PolyakStep(Settings.rate("PolyakStep", rate), 0, 1);
  }

  /**
   * {@return this with another bound}
   *
   * @param schedule γ_max
   */
  public PolyakStep withSchedule(Schedule schedule) {
    return new PolyakStep(schedule, lowest, divisor);
  }

  /**
   * {@return this with another lowest loss}
   *
   * @param value J*
   */
  public PolyakStep withLowest(double value) {
    return new PolyakStep(rate, value, divisor);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    Node above = objective.valueAt(theta).cast(DType.FLOAT64).minus(lowest);
    Node gap = Ops.max(above, Ops.constant(0));
    Node polyak = Totals.quotient(gap, Totals.square(gradient).times(divisor));
    return theta.minus(gradient.times(Ops.min(polyak, rate.at(state.step()))));
  }
}
