package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * COCOB, which bets on a coin for each entry and needs no rate: Orabona and Tommasi 2017, arXiv
 * 1705.07795, algorithm 2 (COCOB-Backprop).
 *
 * <pre>L ← max(L, |g|)
 * G ← G + |g|
 * R ← max(R - (θ - θ₀)g, 0)
 * s ← s - g
 * θ ← θ₀ + s/(L max(G + L, αL)) (L + R)</pre>
 *
 * <p>Slots {@code largest}: L, from ε; {@code total}: G; {@code reward}: R; {@code sum}: s; {@code
 * start}: θ₀, the parameter's first value.
 *
 * @param alpha α, positive: the first steps are at most about 1/α
 * @param epsilon ε, positive, the first L
 */
public record Cocob(double alpha, double epsilon) implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Orabona, Tommasi",
          2017,
          "Training deep networks without learning rates through coin betting",
          "arXiv 1705.07795");

  /** Checks the settings. */
  public Cocob {
    Settings.checkPositive("Cocob", "alpha", alpha);
    Settings.checkPositive("Cocob", "epsilon", epsilon);
  }

  /**
   * {@return with ε 1e-8, as in Optax; the paper has 0 and leaves out entries without gradient}
   *
   * @param alpha α, in the paper 100
   */
  public static Cocob withAlpha(double alpha) {
    return new Cocob(alpha, 1e-8);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node theta = slots.parameter();
    Node way = theta.minus(slots.last("start", theta));
    Node size = Ops.abs(gradient);
    Node first = Ops.zerosLike(theta).plus(epsilon);
    Node largest = slots.next("largest", first, old -> Ops.max(old, size));
    Node total = slots.next("total", old -> old.plus(size));
    Node reward =
        slots.next("reward", old -> Ops.max(old.minus(way.times(gradient)), Ops.constant(0)));
    Node sum = slots.next("sum", old -> old.minus(gradient));
    Node wealth = largest.plus(reward);
    Node bound = Ops.max(total.plus(largest), largest.times(alpha));
    // As two quotients, since the product of the divisors overflows for huge gradients.
    return sum.dividedBy(largest).times(wealth.dividedBy(bound)).minus(way);
  }
}
