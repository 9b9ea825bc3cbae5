package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Adaptive gradient clipping (AGC), which keeps the gradient of each unit below a share of the
 * unit's weights: Brock, De, Smith, Simonyan 2021, arXiv 2102.06171, equation 3. Reports {@code
 * share clipped adaptively}, of the units.
 *
 * <pre>G ← G · limit / max(‖G‖, limit),   limit = λ max(‖W‖, ε)    for each unit</pre>
 *
 * <p>A unit is what belongs to one output: a column of a dense layer's {@code [in, out]}, in
 * general all axes but the last. A parameter with at most one axis longer than 1, such as a bias,
 * is one unit, as in the authors' code. The authors leave the last dense layer out; so can the
 * test.
 *
 * @param inner the optimizer that gets the changed gradient
 * @param share λ, positive; the paper's .01
 * @param floor ε, positive, so that weights of 0 can leave it; the paper's 1e-3
 * @param clipped the parameters that are clipped
 */
public record AdaptiveClip(
    Optimizer inner, double share, double floor, Predicate<Parameter> clipped)
    implements GradientTransform, Published {
  private static final Paper PAPER =
      new Paper(
          "Brock, De, Smith, Simonyan",
          2021,
          "High-performance large-scale image recognition without normalization",
          "arXiv 2102.06171");

  /** Checks the settings. */
  public AdaptiveClip {
    Settings.checkPositive("AdaptiveClip", "share", share);
    Settings.checkPositive("AdaptiveClip", "floor", floor);
  }

  /**
   * The paper's, for all parameters: λ .01, ε 1e-3.
   *
   * @param inner the optimizer that gets the changed gradient
   */
  public AdaptiveClip(Optimizer inner) {
    this(inner, 0.01, 1e-3, parameter -> true);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node least = Ops.constant(floor).square();
    Share shortened = new Share();
    Point changed =
        gradient.map(
            (parameter, g) -> {
              if (!clipped.test(parameter)) {
                return g;
              }
              int[] axes = Units.axesOrAll(g.shape());
              Node squares = Norms.squares(g, axes);
              Node weights = Ops.sqrt(Ops.max(Norms.squares(theta.get(parameter), axes), least));
              Node limit = weights.times(share);
              shortened.add(Ops.greater(squares, limit.square()));
              return Norms.shortened(g, squares, limit);
            });
    state.report("share clipped adaptively", shortened.node());
    return changed;
  }
}
