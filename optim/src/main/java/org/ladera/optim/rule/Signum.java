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
 * Steps of one length against the sign of each entry of the momentum: Bernstein, Wang,
 * Azizzadenesheli, Anandkumar 2018, arXiv 1802.04434, algorithm 2.
 *
 * <pre>m ← βm + (1-β)g
 * θ ← θ - γ sign(m)</pre>
 *
 * <p>Slot {@code m}.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1)
 */
public record Signum(Schedule rate, double beta) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Bernstein, Wang, Azizzadenesheli, Anandkumar",
          2018,
          "signSGD: compressed optimisation for non-convex problems",
          "arXiv 1802.04434");

  /** Checks the settings. */
  public Signum {
    Settings.checkRate("Signum", rate);
    Settings.checkDecay("Signum", "beta", beta);
  }

  /**
   * {@return the paper's, β .9}
   *
   * @param rate γ
   */
  public static Signum withRate(double rate) {
    return new Signum(Schedule.of(rate), 0.9);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Signum withSchedule(Schedule schedule) {
    return new Signum(schedule, beta);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta));
    return Ops.sign(m).times(rate.at(slots.step())).negate();
  }
}
