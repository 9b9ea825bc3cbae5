package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;

/**
 * Level for long and steep at the end: REX, Chen, Wolfe, Kyrillidis 2021, arXiv 2107.04197,
 * equation 1.
 *
 * <pre>to + (from - to)(1 - p)/(1 - p/2),   p = t/steps</pre>
 *
 * @param from the value at the start
 * @param to the value after the steps, and from then on
 * @param steps the number of steps, at least 1
 */
public record Rex(double from, double to, int steps) implements Schedule {
  /** Checks the settings. */
  public Rex {
    Checks.finite("Rex", "from", from);
    Checks.finite("Rex", "to", to);
    Checks.steps("Rex", "steps", steps);
  }

  @Override
  public Node at(Node step) {
    Node p = Ops.min(step.dividedBy(steps), Ops.constant(1));
    Node one = Ops.constant(1);
    return one.minus(p).dividedBy(one.minus(p.times(0.5))).times(from - to).plus(to);
  }
}
