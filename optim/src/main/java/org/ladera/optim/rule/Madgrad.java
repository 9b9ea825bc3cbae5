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
 * MADGRAD, momentumized dual averaging: Defazio and Jelassi 2021, arXiv 2101.11075, algorithm 1.
 *
 * <pre>λ = (γ + ε)√t
 * s ← s + λg,   ν ← ν + λg²
 * z = θ₀ - s/(∛ν + ε)
 * θ ← (1-c)z + cθ</pre>
 *
 * <p>Slots {@code s}, {@code nu}, and {@code start}: θ₀, from the parameter's first value. As in
 * the authors' code ε is added to γ too.
 *
 * @param rate γ, at least 0
 * @param momentum c, in [0, 1)
 * @param epsilon ε, positive
 */
public record Madgrad(Schedule rate, double momentum, double epsilon)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Defazio, Jelassi",
          2021,
          "Adaptivity without compromise: a momentumized, adaptive, dual averaged gradient method",
          "arXiv 2101.11075");

  /** Checks the settings. */
  public Madgrad {
    Settings.checkRate("Madgrad", rate);
    Settings.checkDecay("Madgrad", "momentum", momentum);
    Settings.checkPositive("Madgrad", "epsilon", epsilon);
  }

  /**
   * {@return the authors': c .9, ε 1e-6}
   *
   * @param rate γ
   */
  public static Madgrad withRate(double rate) {
    return new Madgrad(Schedule.of(rate), 0.9, 1e-6);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Madgrad withSchedule(Schedule schedule) {
    return new Madgrad(schedule, momentum, epsilon);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node lambda = rate.at(slots.step()).plus(epsilon).times(Ops.sqrt(slots.step().plus(1)));
    Node s = slots.next("s", old -> old.plus(gradient.times(lambda)));
    Node nu = slots.next("nu", old -> old.plus(gradient.square().times(lambda)));
    Node start = slots.next("start", theta, old -> old);
    Node root = Ops.pow(nu, Ops.constant(1.0 / 3)).plus(epsilon);
    Node z = start.minus(s.dividedBy(root));
    return z.minus(theta).times(1 - momentum);
  }
}
