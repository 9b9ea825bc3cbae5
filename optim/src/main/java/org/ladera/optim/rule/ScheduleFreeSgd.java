package org.ladera.optim.rule;

import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Schedule-free gradient descent: Defazio, Yang, Mehta, Mishchenko, Khaled, Cutkosky 2024, arXiv
 * 2405.15682, equations 1 to 3. It wants a rate that warms up and then stays.
 *
 * <pre>g = ∇J(y) + λy
 * z ← z - γg
 * x ← x + c(z - x),   c = w/Σw,   w = (the largest γ so far)ᵖ
 * y ← (1-β)z + βx</pre>
 *
 * <p>The parameters are y, where gradients are taken. Slots {@code z} and {@code x}, both from the
 * parameter's first value, and the scalars {@code largest rate} and {@code weights}, Σw. The model
 * is meant to be evaluated at x: {@code step.slots().get("dense.0.weight/x").value()}. A model with
 * batch normalization needs its statistics taken anew there. Optax and the authors compute x from y
 * and z, so β must not be 0 there; Keras has c = 1/t.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1]; with 0 the parameters are z, and x their average (Polyak and Ruppert)
 * @param power p, at least 0
 * @param decay λ, at least 0
 */
public record ScheduleFreeSgd(Schedule rate, double beta, double power, double decay)
    implements Optimizer, Published {
  static final Paper PAPER =
      new Paper(
          "Defazio, Yang, Mehta, Mishchenko, Khaled, Cutkosky",
          2024,
          "The road less scheduled",
          "arXiv 2405.15682");

  /** Checks the settings. */
  public ScheduleFreeSgd {
    Settings.checkRate("ScheduleFreeSgd", rate);
    Settings.check(beta >= 0 && beta <= 1, "ScheduleFreeSgd", "beta must be in [0, 1]", beta);
    Settings.checkNotNegative("ScheduleFreeSgd", "power", power);
    Settings.checkNotNegative("ScheduleFreeSgd", "decay", decay);
  }

  /**
   * {@return the authors': β .9, p 2, no decay}
   *
   * @param rate γ
   */
  public static ScheduleFreeSgd withRate(double rate) {
    return new ScheduleFreeSgd(Settings.rate("ScheduleFreeSgd", rate), 0.9, 2, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public ScheduleFreeSgd withSchedule(Schedule schedule) {
    return new ScheduleFreeSgd(schedule, beta, power, decay);
  }

  /**
   * {@return this with another β}
   *
   * @param value β
   */
  public ScheduleFreeSgd withBeta(double value) {
    return new ScheduleFreeSgd(rate, value, power, decay);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public ScheduleFreeSgd withDecay(double value) {
    return new ScheduleFreeSgd(rate, beta, power, value);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    Point direction = decay == 0 ? gradient : gradient.plus(theta.times(decay));
    return new ScheduleFree(beta, power).next(theta, direction, rate.at(state.step()), state);
  }
}
