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
 * NovoGrad, whose second moment is one number for each parameter: Ginsburg et al. 2019, arXiv
 * 1905.11286, algorithm 1.
 *
 * <pre>n ← ‖g‖² in the first step, then β₂n + (1-β₂)‖g‖²
 * m ← β₁m + g/(√n + ε) + λθ
 * θ ← θ - γm</pre>
 *
 * <p>Slots {@code m}, and {@code n}, a scalar. The first m is the normalized gradient.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon makes the root
 * @param decay λ, at least 0
 */
public record NovoGrad(Schedule rate, double beta1, double beta2, Epsilon epsilon, double decay)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Ginsburg, Castonguay, Hrinchuk, Kuchaiev, Lavrukhin, Leary, Li, Nguyen, Zhang, Cohen",
          2019,
          "Stochastic gradient methods with layer-wise adaptive moments",
          "arXiv 1905.11286");

  /** Checks the settings. */
  public NovoGrad {
    Settings.checkRate("NovoGrad", rate);
    Settings.checkDecay("NovoGrad", "beta1", beta1);
    Settings.checkDecay("NovoGrad", "beta2", beta2);
    Settings.checkNotNegative("NovoGrad", "decay", decay);
  }

  /**
   * {@return Optax's: β .9 and .25, ε 1e-6 outside the root, no decay}
   *
   * @param rate γ
   */
  public static NovoGrad withRate(double rate) {
    return new NovoGrad(Schedule.of(rate), 0.9, 0.25, Epsilon.outside(1e-6), 0);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public NovoGrad withSchedule(Schedule schedule) {
    return new NovoGrad(schedule, beta1, beta2, epsilon, decay);
  }

  /**
   * {@return this with decay}
   *
   * @param value λ
   */
  public NovoGrad withDecay(double value) {
    return new NovoGrad(rate, beta1, beta2, epsilon, value);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node first = slots.isFirst();
    Node square = gradient.square().sum();
    Node start = Ops.zerosLike(square);
    Node n =
        slots.next(
            "n", start, old -> Ops.select(first, square, ExponentialMean.of(old, square, beta2)));
    Node scaled = gradient.dividedBy(epsilon.root(n));
    Node added = decay == 0 ? scaled : scaled.plus(slots.parameter().times(decay));
    Node m = slots.next("m", old -> old.times(beta1).plus(added));
    return m.times(rate.at(slots.step())).negate();
  }
}
