package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * Up to a peak and down far below the start, once: Smith and Topin 2017, arXiv 1708.07120; the
 * phases are PyTorch's {@code OneCycleLR}.
 *
 * <p>With two phases: from {@code start} to {@code peak} in step {@code warm·steps - 1}, and to
 * {@code end} in the last. With three: down to {@code start} again as fast as up, and from there to
 * {@code end}, as the paper has it. A momentum goes the other way: {@code new OneCycle(0.95, 0.85,
 * 0.95, ...)}.
 *
 * @param start the value in the first step
 * @param peak the value at the top
 * @param end the value in the last step, and from then on
 * @param steps the number of steps in all, at least 2
 * @param warm the share of them until the peak, in (0, 1), below one half with three phases
 * @param annealing the way up and down
 * @param threePhases whether it has three
 */
public record OneCycle(
    double start,
    double peak,
    double end,
    int steps,
    double warm,
    Annealing annealing,
    boolean threePhases)
    implements Schedule {
  /** Checks the settings. */
  public OneCycle {
    Checks.finite("OneCycle", "start", start);
    Checks.finite("OneCycle", "peak", peak);
    Checks.finite("OneCycle", "end", end);
    Settings.check(steps >= 2, "OneCycle", "steps must be at least 2", steps);
    double most = threePhases ? 0.5 : 1;
    Settings.check(warm > 0 && warm < most, "OneCycle", "warm must be in (0, " + most + ")", warm);
  }

  /**
   * {@return PyTorch's for a rate: two phases along cosines, from peak/25 to the peak after 30 % of
   * the steps, and to peak/250,000}
   *
   * @param peak the value at the top
   * @param steps the number of steps in all, at least 2
   */
  public static OneCycle withPeak(double peak, int steps) {
    return new OneCycle(peak / 25, peak, peak / 25 / 1e4, steps, 0.3, Annealing.COSINE, false);
  }

  @Override
  public Node at(Node step) {
    double top = warm * steps - 1;
    double last = steps - 1.0;
    Node up = part(start, peak, 0, top, step);
    double middle = 2 * warm * steps - 2;
    Node down =
        threePhases
            ? until(
                middle,
                step,
                part(peak, start, top, middle, step),
                part(start, end, middle, last, step))
            : part(peak, end, top, last, step);
    return until(top, step, up, down);
  }

  private Node part(double from, double to, double first, double last, Node step) {
    if (last <= first) {
      return Ops.constant(to);
    }
    return annealing.between(from, to, step.minus(first).dividedBy(last - first));
  }

  private static Node until(double last, Node step, Node before, Node after) {
    return Ops.select(Ops.lessOrEqual(step, Ops.constant(last)), before, after);
  }
}
