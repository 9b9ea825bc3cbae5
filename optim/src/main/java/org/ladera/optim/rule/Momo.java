package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * MoMo, momentum with Polyak's step size on a model of the loss made of all steps so far: Schaipp,
 * Ohana, Eickenberg, Defazio, Gower 2023, arXiv 2305.07583, algorithm 1.
 *
 * <pre>m ← βm + (1-β)g
 * f ← βf + (1-β)J(θ)
 * p ← βp + (1-β)⟨g, θ⟩
 * τ = min(γ, ((1+γλ)(f - p - J*) + ⟨m, θ⟩)₊ / ‖m‖²)
 * θ ← (θ/(1+γλ)) - τm</pre>
 *
 * <p>In the first step m, f and p are g, J(θ) and ⟨g, θ⟩; products and norms are over all
 * parameters. Slot {@code m}; the scalars {@code loss}: f, and {@code product}: p. Where m is 0
 * only the decay moves.
 *
 * @param rate γ, the largest step size, at least 0
 * @param beta β, in [0, 1)
 * @param lowest J*, a bound below the loss
 * @param decay λ, at least 0
 */
public record Momo(Schedule rate, double beta, double lowest, double decay)
    implements Optimizer, Published {
  private static final Paper PAPER =
      new Paper(
          "Schaipp, Ohana, Eickenberg, Defazio, Gower",
          2023,
          "MoMo: momentum models for adaptive learning rates",
          "arXiv 2305.07583");

  /** Checks the settings. */
  public Momo {
    Settings.checkRate("Momo", rate);
    Settings.checkDecay("Momo", "beta", beta);
    Settings.check(Double.isFinite(lowest), "Momo", "lowest must be finite", lowest);
    Settings.checkNotNegative("Momo", "decay", decay);
  }

  /**
   * {@return the authors': β .9, J* 0, no decay; usually with γ 1}
   *
   * @param rate γ
   */
  public static Momo withRate(double rate) {
    return new Momo(Settings.rate("Momo", rate), 0.9, 0, 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Momo withSchedule(Schedule schedule) {
    return new Momo(schedule, beta, lowest, decay);
  }

  /**
   * {@return this with another lowest loss}
   *
   * @param value J*
   */
  public Momo withLowest(double value) {
    return new Momo(rate, beta, value, decay);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public Momo withDecay(double value) {
    return new Momo(rate, beta, lowest, value);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Point g = objective.gradientAt(theta);
    Node loss = objective.valueAt(theta).cast(DType.FLOAT64);
    Node first = state.isFirst();
    Node kept = Ops.select(first, Ops.constant(0), Ops.constant(beta));
    Node added = Ops.constant(1).minus(kept);
    Point m = state.next("m", theta.zeros(), old -> old.times(kept).plus(g.times(added)));
    Node f = mean(state, "loss", loss, kept);
    Node p = mean(state, "product", Totals.dot(g, theta), kept);
    Node gamma = rate.at(state.step());
    Node shrink = gamma.times(decay).plus(1);
    Node gap = f.minus(p).minus(lowest).times(shrink).plus(Totals.dot(m, theta));
    Node polyak = Totals.quotient(Ops.max(gap, Ops.constant(0)), Totals.square(m));
    Point decayed = decay == 0 ? theta : theta.times(Ops.constant(1).dividedBy(shrink));
    return decayed.minus(m.times(Ops.min(polyak, gamma)));
  }

  private static Node mean(State state, String slot, Node value, Node kept) {
    Node added = Ops.constant(1).minus(kept);
    return state.next(slot, Ops.constant(0), old -> old.times(kept).plus(value.times(added)));
  }
}
