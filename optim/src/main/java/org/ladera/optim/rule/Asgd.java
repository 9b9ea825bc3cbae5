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
 * Averaged stochastic gradient descent: Polyak and Juditsky 1992; the schedule is Bottou's, as in
 * PyTorch's {@code ASGD}.
 *
 * <pre>η = γ / (1 + λγ(t-1))^α
 * θ ← (1 - λη)θ - ηg
 * a ← a + (θ - a)μ,   μ = 1/max(1, t - 1 - t₀), in the first step 1</pre>
 *
 * <p>Slot {@code average}: a, of the parameter's shape, which equals θ until step t₀ + 2. It is in
 * the state alone: the parameters are not averaged.
 *
 * @param rate γ, at least 0
 * @param lambda λ, at least 0
 * @param alpha α, at least 0
 * @param start t₀, at least 0
 */
public record Asgd(Schedule rate, double lambda, double alpha, double start)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Polyak, Juditsky",
          1992,
          "Acceleration of stochastic approximation by averaging",
          "SIAM Journal on Control and Optimization 30(4), doi:10.1137/0330046");

  /** Checks the settings. */
  public Asgd {
    Settings.checkRate("Asgd", rate);
    Settings.checkNotNegative("Asgd", "lambda", lambda);
    Settings.checkNotNegative("Asgd", "alpha", alpha);
    Settings.checkNotNegative("Asgd", "start", start);
  }

  /**
   * {@return PyTorch's: λ 1e-4, α .75, t₀ 1e6}
   *
   * @param rate γ
   */
  public static Asgd withRate(double rate) {
    return new Asgd(Schedule.of(rate), 1e-4, 0.75, 1e6);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Asgd withSchedule(Schedule schedule) {
    return new Asgd(schedule, lambda, alpha, start);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node gamma = rate.at(slots.step());
    Node growth = slots.step().times(gamma).times(lambda).plus(1);
    Node eta = gamma.dividedBy(Ops.pow(growth, Ops.constant(alpha)));
    Node update = slots.parameter().times(lambda).plus(gradient).times(eta).negate();
    Node next = slots.parameter().plus(update);
    Node late = Ops.max(Ops.constant(1), slots.step().minus(start));
    Node whole = Ops.lessOrEqual(late, Ops.constant(1));
    slots.next(
        "average",
        slots.parameter(),
        old -> Ops.select(whole, next, old.plus(next.minus(old).dividedBy(late))));
    return update;
  }
}
