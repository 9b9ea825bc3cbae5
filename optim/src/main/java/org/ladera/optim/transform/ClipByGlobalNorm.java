package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Shortens a gradient whose norm over all parameters exceeds a limit: Pascanu, Mikolov, Bengio
 * 2012, arXiv 1211.5063, algorithm 1. Reports {@code gradient norm}, the norm before.
 *
 * <pre>g ← g · limit / max(‖g‖, limit)</pre>
 *
 * @param inner the optimizer that gets the changed gradient
 * @param limit the largest norm, positive
 */
public record ClipByGlobalNorm(Optimizer inner, double limit) implements GradientTransform {
  /** Checks the limit. */
  public ClipByGlobalNorm {
    Settings.checkPositive("ClipByGlobalNorm", "limit", limit);
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node norm = gradient.norm();
    state.report("gradient norm", norm);
    Node most = Ops.constant(limit);
    return gradient.times(most.dividedBy(Ops.max(norm, most)));
  }
}
