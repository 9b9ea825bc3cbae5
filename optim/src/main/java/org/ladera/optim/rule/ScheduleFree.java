package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Point;
import org.ladera.optim.State;

/**
 * What schedule-free optimizers share: Defazio et al. 2024, arXiv 2405.15682, equations 1 to 3.
 *
 * @param beta β, how near y is to the average x
 * @param power p, by which larger rates weigh more in the average
 */
record ScheduleFree(double beta, double power) {
  /** Where y goes when z makes a step of a size along a direction. */
  Point next(Point y, Point direction, Node rate, State state) {
    Point z = state.next("z", y, old -> old.minus(direction.times(rate)));
    Node share = share(rate, state);
    Point x = state.next("x", y, old -> old.plus(z.minus(old).times(share)));
    return z.times(1 - beta).plus(x.times(beta));
  }

  /** The part that the newest z has in x: w/Σw, where w is the largest rate so far to the power. */
  private Node share(Node rate, State state) {
    Node largest = state.next("largest rate", Ops.constant(0), old -> Ops.max(old, rate));
    Node weight = Ops.pow(largest, Ops.constant(power));
    Node weights = state.next("weights", Ops.constant(0), old -> old.plus(weight));
    return Totals.quotient(weight, weights);
  }
}
