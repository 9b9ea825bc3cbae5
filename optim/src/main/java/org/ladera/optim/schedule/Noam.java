package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * Up in a line and down with the root of the step: Vaswani et al. 2017, arXiv 1706.03762, equation
 * 3.
 *
 * <pre>factor · width^(-1/2) · min(t^(-1/2), t · warm^(-3/2)),   t = 1 in the first step</pre>
 *
 * @param factor 1 in the paper
 * @param width of the model, at least 1
 * @param warm the step of the highest value, at least 1
 */
public record Noam(double factor, int width, int warm) implements Schedule {
  /** Checks the settings. */
  public Noam {
    Settings.checkPositive("Noam", "factor", factor);
    Checks.steps("Noam", "width", width);
    Checks.steps("Noam", "warm", warm);
  }

  @Override
  public Node at(Node step) {
    Node t = step.plus(1);
    Node falling = Ops.constant(1).dividedBy(Ops.sqrt(t));
    Node rising = t.times(1 / (warm * Math.sqrt(warm)));
    return Ops.min(falling, rising).times(factor / Math.sqrt(width));
  }
}
