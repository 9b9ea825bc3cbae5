package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * value / (1 + decay · t/every): Robbins and Monro 1951 ask for such rates; Adagrad's {@code
 * lr_decay} in PyTorch, Keras's {@code InverseTimeDecay}.
 *
 * @param value the value at the start
 * @param decay how fast it falls, at least 0
 * @param every the number of steps that count as one, at least 1
 * @param staircase whether t/every is rounded down
 */
public record InverseTime(double value, double decay, int every, boolean staircase)
    implements Schedule {
  /** Checks the settings. */
  public InverseTime {
    Checks.finite("InverseTime", "value", value);
    Settings.checkNotNegative("InverseTime", "decay", decay);
    Checks.steps("InverseTime", "every", every);
  }

  /**
   * {@return value / (1 + decay · t)}
   *
   * @param value the value at the start
   * @param decay how fast it falls, at least 0
   */
  public static InverseTime of(double value, double decay) {
    return new InverseTime(value, decay, 1, false);
  }

  @Override
  public Node at(Node step) {
    Node times = every == 1 ? step : step.dividedBy(every);
    Node counted = staircase ? Ops.floor(times) : times;
    return Ops.constant(value).dividedBy(counted.times(decay).plus(1));
  }
}
