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
 * Yogi, whose second moment grows and shrinks by steps that do not depend on its own size: Zaheer,
 * Reddi, Sachan, Kale, Kumar, NeurIPS 2018, algorithm 2.
 *
 * <pre>m ← β₁m + (1-β₁)g
 * v ← v - (1-β₂) sign(v - g²) g²
 * θ ← θ - γ m̂ / root(v̂)</pre>
 *
 * <p>Slots {@code m} and {@code v}, which start at {@code initial}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param initial where both moments start, at least 0
 * @param correction whether m and v are divided by 1-βᵗ
 */
public record Yogi(
    Schedule rate,
    double beta1,
    double beta2,
    Epsilon epsilon,
    double initial,
    BiasCorrection correction)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Zaheer, Reddi, Sachan, Kale, Kumar",
          2018,
          "Adaptive methods for nonconvex optimization",
          "NeurIPS 2018");

  /** Checks the settings. */
  public Yogi {
    Settings.checkRate("Yogi", rate);
    Settings.checkDecay("Yogi", "beta1", beta1);
    Settings.checkDecay("Yogi", "beta2", beta2);
    Settings.checkNotNegative("Yogi", "initial", initial);
  }

  /**
   * {@return Optax's: β .9 and .999, ε .001 outside the root, moments from 1e-6, bias corrected}
   *
   * @param rate γ
   */
  public static Yogi withRate(double rate) {
    return new Yogi(Schedule.of(rate), 0.9, 0.999, Epsilon.outside(1e-3), 1e-6, BiasCorrection.ON);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Yogi withSchedule(Schedule schedule) {
    return new Yogi(schedule, beta1, beta2, epsilon, initial, correction);
  }

  /**
   * {@return this with moments that start elsewhere}
   *
   * @param value where both start, at least 0
   */
  public Yogi withInitial(double value) {
    return new Yogi(rate, beta1, beta2, epsilon, value, correction);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node start = Ops.onesLike(gradient).times(initial);
    Node m = slots.next("m", start, old -> ExponentialMean.of(old, gradient, beta1));
    Node square = gradient.square();
    Node change = square.times(1 - beta2);
    Node v = slots.next("v", start, old -> towards(old, square, change));
    Node c = correction.of(slots, beta2);
    Node mHat = BiasCorrection.corrected(m, correction.of(slots, beta1));
    Node vHat = BiasCorrection.corrected(v, c);
    return mHat.dividedBy(epsilon.root(vHat, c)).times(rate.at(slots.step())).negate();
  }

  /** v - (1-β₂) sign(v - g²) g², where infinities stay what they are. */
  private static Node towards(Node v, Node square, Node change) {
    Node down = Ops.select(Ops.greater(v, square), v.minus(change), v);
    return Ops.select(Ops.less(v, square), v.plus(change), down);
  }
}
