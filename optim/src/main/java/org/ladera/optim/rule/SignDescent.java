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
 * Steps of one length against the sign of each entry of the gradient: signSGD, Bernstein, Wang,
 * Azizzadenesheli, Anandkumar 2018, arXiv 1802.04434, algorithm 1.
 *
 * <pre>θ ← θ - γ sign(g)</pre>
 *
 * <p>No slots. γ is the length of the step in every entry, whatever the gradient's size.
 *
 * @param rate γ, at least 0
 */
public record SignDescent(Schedule rate) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Bernstein, Wang, Azizzadenesheli, Anandkumar",
          2018,
          "signSGD: compressed optimisation for non-convex problems",
          "arXiv 1802.04434");

  /** Checks the settings. */
  public SignDescent {
    Settings.checkRate("SignDescent", rate);
  }

  /**
   * {@return the rule}
   *
   * @param rate γ
   */
  public static SignDescent withRate(double rate) {
    return new SignDescent(Schedule.of(rate));
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    return Ops.sign(gradient).times(rate.at(slots.step())).negate();
  }
}
