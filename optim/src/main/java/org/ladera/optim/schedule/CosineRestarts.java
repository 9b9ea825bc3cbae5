package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * Down half a cosine again and again, each time longer: SGDR, Loshchilov and Hutter 2016, arXiv
 * 1608.03983, equation 5.
 *
 * @param from the value at the first start
 * @param to the value that is approached before each restart
 * @param steps the number of steps until the first restart, at least 1
 * @param longer how many times as long each run is as the one before it, at least 1
 * @param lower what the height above {@code to} is multiplied by at each restart, positive; 1 in
 *     the paper
 */
public record CosineRestarts(double from, double to, int steps, int longer, double lower)
    implements Schedule {
  /** The end of the steps that a double counts. */
  private static final double LAST = 0x1p53;

  /** Checks the settings. */
  public CosineRestarts {
    Checks.finite("CosineRestarts", "from", from);
    Checks.finite("CosineRestarts", "to", to);
    Checks.steps("CosineRestarts", "steps", steps);
    Checks.steps("CosineRestarts", "longer", longer);
    Settings.checkPositive("CosineRestarts", "lower", lower);
  }

  /**
   * {@return runs of the same length down to 0}
   *
   * @param from the value at each start
   * @param steps the number of steps of a run, at least 1
   */
  public static CosineRestarts of(double from, int steps) {
    return new CosineRestarts(from, 0, steps, 1, 1);
  }

  @Override
  public Node at(Node step) {
    Node run = longer == 1 ? Ops.floor(step.dividedBy(steps)) : grown(step);
    Node length = longer == 1 ? Ops.constant(steps) : power(longer, run).times(steps);
    // The first step of a run: steps (longer^run - 1)/(longer - 1).
    Node start = longer == 1 ? run.times(steps) : length.minus(steps).dividedBy(longer - 1);
    Node share = Annealing.COSINE.left(step.minus(start).dividedBy(length));
    Node height = lower == 1 ? share : share.times(power(lower, run));
    return height.times(from - to).plus(to);
  }

  private static Node power(double base, Node exponent) {
    return Ops.pow(Ops.constant(base), exponent);
  }

  /** The number of restarts so far: counted, as a logarithm may round to the wrong side. */
  private Node grown(Node step) {
    Node run = Ops.constant(0);
    double length = steps;
    for (double end = length; end < LAST; end += length) {
      run =
          run.plus(Ops.select(Ops.less(step, Ops.constant(end)), Ops.constant(0), Ops.constant(1)));
      length *= longer;
    }
    return run;
  }
}
