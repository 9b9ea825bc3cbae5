package org.ladera.optim.transform;

import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Lookahead, "k steps forward, 1 step back": Zhang, Lucas, Hinton, Ba 2019, arXiv 1907.08610,
 * algorithm 1. The inner optimizer runs ahead with the fast weights θ; after each k of its steps
 * the slow weights φ follow a part of the way, and θ goes on from there.
 *
 * <pre>every k steps: φ ← (1-α)φ + αθ
 *                θ ← φ</pre>
 *
 * <p>Slot {@code slow}: φ, which starts at the parameter's first value. The inner optimizer's slots
 * go on as they are, the paper's default. Other steps than each k-th cost nothing more than the
 * inner optimizer's. The model is meant to be evaluated at φ, which is θ after each k steps, and in
 * between the value of {@code step.slots().get("dense.0.weight/slow")}.
 *
 * @param inner the optimizer of the fast weights
 * @param period k, at least 1
 * @param share α, in (0, 1]; with 1 nothing changes
 */
public record Lookahead(Optimizer inner, int period, double share) implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Zhang, Lucas, Hinton, Ba",
          2019,
          "Lookahead optimizer: k steps forward, 1 step back",
          "arXiv 1907.08610");

  /** Checks the settings. */
  public Lookahead {
    Settings.check(period >= 1, "Lookahead", "period must be at least 1", period);
    Settings.check(share > 0 && share <= 1, "Lookahead", "share must be in (0, 1]", share);
  }

  /**
   * {@return the paper's: k 5, α .5}
   *
   * @param inner the optimizer of the fast weights
   */
  public static Lookahead around(Optimizer inner) {
    return new Lookahead(inner, 5, 0.5);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    // Asked for in the first step, where θ is its start.
    Point slow = state.last("slow", theta);
    Point fast = inner.next(objective, theta, state);
    return state.due(period, period - 1)
        ? state.next("slow", slow, old -> old.times(1 - share).plus(fast.times(share)))
        : fast;
  }
}
