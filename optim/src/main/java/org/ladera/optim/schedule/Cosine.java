package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;

/**
 * Down half a cosine within some steps, and at its end from then on: Loshchilov and Hutter 2016,
 * arXiv 1608.03983, equation 5, without restarts.
 *
 * <pre>to + (from - to)(1 + cos(π t/steps))/2</pre>
 *
 * @param from the value at the start
 * @param to the value after the steps
 * @param steps the number of steps, at least 1
 */
public record Cosine(double from, double to, int steps) implements Schedule {
  /** Checks the settings. */
  public Cosine {
    Checks.finite("Cosine", "from", from);
    Checks.finite("Cosine", "to", to);
    Checks.steps("Cosine", "steps", steps);
  }

  /**
   * {@return down to 0}
   *
   * @param from the value at the start
   * @param steps the number of steps, at least 1
   */
  public static Cosine of(double from, int steps) {
    return new Cosine(from, 0, steps);
  }

  @Override
  public Node at(Node step) {
    return Annealing.COSINE.between(from, to, step.dividedBy(steps));
  }
}
