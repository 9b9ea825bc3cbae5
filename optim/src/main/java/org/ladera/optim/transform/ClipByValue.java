package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Moves each entry of the gradient into an interval around 0: {@code clip_grad_value_} of PyTorch,
 * {@code clipvalue} of Keras. It changes the direction. Reports {@code share clipped by value}, of
 * all entries.
 *
 * <pre>g ← min(max(g, -limit), limit)</pre>
 *
 * @param inner the optimizer that gets the changed gradient
 * @param limit the largest magnitude, positive
 */
public record ClipByValue(Optimizer inner, double limit) implements GradientTransform {
  /** Checks the limit. */
  public ClipByValue {
    Settings.checkPositive("ClipByValue", "limit", limit);
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    Node most = Ops.constant(limit);
    Share clipped = new Share();
    gradient.nodes().values().forEach(g -> clipped.add(Ops.greater(Ops.abs(g), most)));
    state.report("share clipped by value", clipped.node());
    return gradient.map(g -> Ops.min(Ops.max(g, most.negate()), most));
  }
}
