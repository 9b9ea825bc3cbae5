package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * Warm-up, stable, decay: Hu et al. 2024, arXiv 2404.06395, section 4. Up in a line, level, and
 * down to the end; t is 1 in the first step, so that no step is lost.
 *
 * @param peak the level value
 * @param end the value after the decay
 * @param warm the number of steps up, at least 0
 * @param stable the number of level steps, at least 0
 * @param decay the number of steps down, at least 1
 * @param annealing the way down
 */
public record Wsd(double peak, double end, int warm, int stable, int decay, Annealing annealing)
    implements Schedule {
  /** Checks the settings. */
  public Wsd {
    Checks.finite("Wsd", "peak", peak);
    Checks.finite("Wsd", "end", end);
    Settings.check(warm >= 0, "Wsd", "warm must be at least 0", warm);
    Settings.check(stable >= 0, "Wsd", "stable must be at least 0", stable);
    Checks.steps("Wsd", "decay", decay);
  }

  @Override
  public Node at(Node step) {
    Node t = step.plus(1);
    double level = (double) warm + stable;
    Node down = annealing.between(peak, end, t.minus(level).dividedBy(decay));
    return warm == 0 ? down : down.times(Ops.min(t.dividedBy(warm), Ops.constant(1)));
  }
}
