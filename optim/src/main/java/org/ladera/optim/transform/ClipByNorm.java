package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Shortens the gradient of each parameter whose own norm exceeds a limit: Pascanu, Mikolov, Bengio
 * 2012, arXiv 1211.5063, algorithm 1, for each parameter by itself, as {@code clipnorm} of Keras.
 * Reports {@code gradient norm of NAME} before, and {@code share clipped by norm}, of the
 * parameters.
 *
 * <pre>g ← g · limit / max(‖g‖, limit)</pre>
 *
 * <p>Norms are float64, so that no square of a float32 gradient overflows.
 *
 * @param inner the optimizer that gets the changed gradient
 * @param limit the largest norm, positive
 */
public record ClipByNorm(Optimizer inner, double limit) implements GradientTransform {
  /** Checks the limit. */
  public ClipByNorm {
    Settings.checkPositive("ClipByNorm", "limit", limit);
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node most = Ops.constant(limit);
    Share clipped = new Share();
    Point changed =
        gradient.map(
            (parameter, g) -> {
              Node squares = Norms.squares(g);
              Node norm = Ops.sqrt(squares);
              state.report("gradient norm of " + parameter.name(), norm);
              clipped.add(Ops.greater(norm, most));
              return Norms.shortened(g, squares, most);
            });
    state.report("share clipped by norm", clipped.node());
    return changed;
  }
}
