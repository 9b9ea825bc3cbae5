package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * From one value to another within some steps, and there from then on: (from - to)(1 -
 * t/steps)^power + to. With power 1 it is a straight line, up or down.
 *
 * @param from the value at the start
 * @param to the value after the steps
 * @param steps the number of steps, at least 1
 * @param power positive
 */
public record Polynomial(double from, double to, int steps, double power) implements Schedule {
  /** Checks the settings. */
  public Polynomial {
    Checks.finite("Polynomial", "from", from);
    Checks.finite("Polynomial", "to", to);
    Checks.steps("Polynomial", "steps", steps);
    Settings.checkPositive("Polynomial", "power", power);
  }

  /**
   * {@return a straight line}
   *
   * @param from the value at the start
   * @param to the value after the steps
   * @param steps the number of steps, at least 1
   */
  public static Polynomial linear(double from, double to, int steps) {
    return new Polynomial(from, to, steps, 1);
  }

  @Override
  public Node at(Node step) {
    Node left = Ops.constant(1).minus(Ops.min(step.dividedBy(steps), Ops.constant(1)));
    Node share = power == 1 ? left : Ops.pow(left, Ops.constant(power));
    return share.times(from - to).plus(to);
  }
}
