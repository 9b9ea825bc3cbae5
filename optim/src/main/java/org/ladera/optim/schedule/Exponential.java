package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * A factor every so many steps: value · factor^(t/every), by and by or all at once.
 *
 * <p>PyTorch's {@code ExponentialLR} has {@code every} 1, its {@code StepLR} is all at once,
 * Keras's {@code ExponentialDecay} has both.
 *
 * @param value the value at the start
 * @param factor what it is multiplied by, positive
 * @param every the number of steps for one factor, at least 1
 * @param staircase whether t/every is rounded down
 */
public record Exponential(double value, double factor, int every, boolean staircase)
    implements Schedule {
  /** Checks the settings. */
  public Exponential {
    Checks.finite("Exponential", "value", value);
    Settings.checkPositive("Exponential", "factor", factor);
    Checks.steps("Exponential", "every", every);
  }

  /**
   * {@return a factor in every step, by and by}
   *
   * @param value the value at the start
   * @param factor what it is multiplied by, positive
   */
  public static Exponential of(double value, double factor) {
    return new Exponential(value, factor, 1, false);
  }

  /**
   * {@return a factor at once after every so many steps}
   *
   * @param value the value at the start
   * @param factor what it is multiplied by, positive
   * @param every the number of steps, at least 1
   */
  public static Exponential stepwise(double value, double factor, int every) {
    return new Exponential(value, factor, every, true);
  }

  @Override
  public Node at(Node step) {
    Node times = every == 1 ? step : step.dividedBy(every);
    Node exponent = staircase ? Ops.floor(times) : times;
    return Ops.pow(Ops.constant(factor), exponent).times(value);
  }
}
