package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Fromage, which turns each parameter by a share of its own length: Bernstein, Vahdat, Yue, Liu
 * 2020, arXiv 2002.03432, algorithm 1.
 *
 * <pre>θ ← (θ - γ g ‖θ‖/‖g‖) / √(1 + γ²)</pre>
 *
 * <p>No slots. A norm below the floor counts as the floor, so that parameters of 0 leave it.
 *
 * @param rate γ, at least 0
 * @param floor the least norm, positive
 */
public record Fromage(Schedule rate, double floor) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Bernstein, Vahdat, Yue, Liu",
          2020,
          "On the distance between two neural networks and the stability of learning",
          "arXiv 2002.03432");

  /** Checks the settings. */
  public Fromage {
    Settings.checkRate("Fromage", rate);
    Settings.checkPositive("Fromage", "floor", floor);
  }

  /**
   * {@return with Optax's floor, 1e-6}
   *
   * @param rate γ
   */
  public static Fromage withRate(double rate) {
    return new Fromage(Schedule.of(rate), 1e-6);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Fromage withSchedule(Schedule schedule) {
    return new Fromage(schedule, floor);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node gamma = rate.at(slots.step());
    Node least = Ops.constant(floor);
    Node length = Ops.max(TrustRatio.norm(theta), least);
    Node slope = Ops.max(TrustRatio.norm(gradient), least);
    Node moved = theta.minus(gradient.times(length.dividedBy(slope).times(gamma)));
    Node shrink = Ops.constant(1).dividedBy(Ops.sqrt(gamma.square().plus(1)));
    return moved.times(shrink).minus(theta);
  }
}
