package org.ladera.optim.rule;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * AggMo, which takes the mean of several momenta, so that the quick ones damp the slow ones: Lucas,
 * Sun, Zemel, Grosse 2018, arXiv 1804.00325, equation 3.
 *
 * <pre>vᵢ ← βᵢvᵢ + g        for each of K momenta
 * θ ← θ - γ/K Σ vᵢ</pre>
 *
 * <p>Slots {@code momentum.0}, {@code momentum.1} and so on; none for a β of 0.
 *
 * @param rate γ, at least 0
 * @param betas the momenta βᵢ, at least one, each in [0, 1)
 */
public record AggMo(Schedule rate, List<Double> betas) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Lucas, Sun, Zemel, Grosse",
          2018,
          "Aggregated momentum: stability through passive damping",
          "arXiv 1804.00325");

  /** Checks the settings. */
  public AggMo {
    Settings.checkRate("AggMo", rate);
    betas = List.copyOf(betas);
    if (betas.isEmpty()) {
      throw new IllegalArgumentException("AggMo: betas must have at least one, got none");
    }
    betas.forEach(beta -> Settings.checkDecay("AggMo", "each beta", beta));
  }

  /**
   * {@return the paper's: β 0, .9 and .99}
   *
   * @param rate γ
   */
  public static AggMo withRate(double rate) {
    return new AggMo(Schedule.of(rate), List.of(0.0, 0.9, 0.99));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public AggMo withSchedule(Schedule schedule) {
    return new AggMo(schedule, betas);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node sum = velocity(slots, gradient, 0);
    for (int i = 1; i < betas.size(); i++) {
      sum = sum.plus(velocity(slots, gradient, i));
    }
    return sum.times(slots.at(rate).dividedBy(betas.size())).negate();
  }

  private Node velocity(Slots slots, Node gradient, int i) {
    double beta = betas.get(i);
    return beta == 0
        ? gradient
        : slots.next("momentum." + i, old -> old.times(beta).plus(gradient));
  }
}
