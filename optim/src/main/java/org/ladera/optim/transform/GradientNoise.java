package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Adds normal noise that fades to the gradient: Neelakantan, Vilnis, Le, Sutskever, Kaiser, Kurach,
 * Martens 2015, arXiv 1511.06807, equation 1. Reports {@code noise deviation}, σ.
 *
 * <pre>g ← g + N(0, σ²),   σ² = η / (1 + t)^γ    in step t = 0, 1, ...</pre>
 *
 * <p>Where the optimizer inside asks for the gradient at several points of a step, all have the
 * same noise. The noise is a function of the seed, the parameter's name and the step, so a resumed
 * run goes on with it.
 *
 * @param inner the optimizer that gets the changed gradient
 * @param variance η, at least 0; the paper tries .01, .3 and 1
 * @param fading γ, at least 0; the paper's .55
 * @param seed fixes the noise
 */
public record GradientNoise(Optimizer inner, double variance, double fading, long seed)
    implements GradientTransform, Published {
  private static final Paper PAPER =
      new Paper(
          "Neelakantan, Vilnis, Le, Sutskever, Kaiser, Kurach, Martens",
          2015,
          "Adding gradient noise improves learning for very deep networks",
          "arXiv 1511.06807");

  /** Checks the settings. */
  public GradientNoise {
    Settings.checkNotNegative("GradientNoise", "variance", variance);
    Settings.checkNotNegative("GradientNoise", "fading", fading);
  }

  /**
   * With the paper's γ, .55.
   *
   * @param inner the optimizer that gets the changed gradient
   * @param variance η
   * @param seed fixes the noise
   */
  public GradientNoise(Optimizer inner, double variance, long seed) {
    this(inner, variance, 0.55, seed);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node fade = Ops.pow(state.step().plus(1), Ops.constant(-fading / 2));
    Node deviation = fade.times(Math.sqrt(variance));
    state.report("noise deviation", deviation);
    return gradient.map(
        (parameter, g) ->
            g.plus(
                state
                    .normal(seed, parameter.name() + "/noise", parameter.type())
                    .times(deviation)));
  }
}
