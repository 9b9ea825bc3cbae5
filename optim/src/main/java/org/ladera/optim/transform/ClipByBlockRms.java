package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Scales down the gradient of each parameter whose root mean square exceeds a limit: the update
 * clipping of Shazeer and Stern 2018, arXiv 1804.04235, section 6, applied to the gradient as
 * {@code clip_by_block_rms} of Optax does. Reports {@code gradient RMS of NAME} before, and {@code
 * share clipped by RMS}, of the parameters.
 *
 * <pre>g ← g / max(1, rms(g) / limit),   rms(g) = ‖g‖ / √size</pre>
 *
 * @param inner the optimizer that gets the changed gradient
 * @param limit the largest root mean square, positive
 */
public record ClipByBlockRms(Optimizer inner, double limit) implements GradientTransform {
  /** Checks the limit. */
  public ClipByBlockRms {
    Settings.checkPositive("ClipByBlockRms", "limit", limit);
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node most = Ops.constant(limit);
    Share clipped = new Share();
    Point changed =
        gradient.map(
            (parameter, g) -> {
              double size = Math.max(g.shape().size(), 1);
              Node meanSquare = Norms.squares(g).dividedBy(size);
              Node rms = Ops.sqrt(meanSquare);
              state.report("gradient RMS of " + parameter.name(), rms);
              clipped.add(Ops.greater(rms, most));
              return Norms.shortened(g, meanSquare, most);
            });
    state.report("share clipped by RMS", clipped.node());
    return changed;
  }
}
