package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Sharpness-aware minimization: Foret, Kleiner, Mobahi, Neyshabur 2020, arXiv 2010.01412, algorithm
 * 1 with p = 2. Wherever the inner optimizer asks for the gradient, it gets the one from where the
 * loss is about the worst within a radius.
 *
 * <pre>ε = ρ ∇J(θ)/‖∇J(θ)‖, the norm over all parameters
 * g = ∇J(θ + ε)</pre>
 *
 * <p>Two gradients a step. The loss that a step reports, and what the model assigns in a forward
 * pass, are those at θ. Where the gradient is 0 so is ε.
 *
 * @param inner the optimizer that gets the gradient from uphill
 * @param radius ρ, positive
 */
public record Sam(Optimizer inner, double radius) implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Foret, Kleiner, Mobahi, Neyshabur",
          2020,
          "Sharpness-aware minimization for efficiently improving generalization",
          "arXiv 2010.01412");

  /** Checks the radius. */
  public Sam {
    Settings.checkPositive("Sam", "radius", radius);
  }

  /**
   * {@return the paper's: ρ .05}
   *
   * @param inner the optimizer that gets the gradient from uphill
   */
  public static Sam around(Optimizer inner) {
    return new Sam(inner, 0.05);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    return inner.next(
        objective.withGradientAt((here, g) -> objective.gradientAt(here.plus(uphill(g)))),
        theta,
        state);
  }

  private Point uphill(Point gradient) {
    Node norm = gradient.norm();
    Node divisor = Ops.select(Ops.greater(norm, Ops.constant(0)), norm, Ops.constant(1));
    return gradient.times(Ops.constant(radius).dividedBy(divisor));
  }
}
