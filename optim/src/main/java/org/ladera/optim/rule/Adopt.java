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
 * ADOPT, an Adam that divides by the second moment of the steps before: Taniguchi et al. 2024,
 * arXiv 2411.02853, algorithm 2 (clipped).
 *
 * <pre>v ← g²                                        in step 1, and nothing else
 * u = clip(g / max(√v, ε), ±(t-1)^(1/4))
 * m ← β₁m + (1-β₁)u
 * θ ← θ - γm
 * v ← β₂v + (1-β₂)g²</pre>
 *
 * <p>Slots {@code m} and {@code v}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param clipped whether u is clipped
 */
public record Adopt(Schedule rate, double beta1, double beta2, double epsilon, boolean clipped)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Taniguchi, Harada, Minegishi, Oshima, Jeong, Nagahara, Iiyama, Suzuki, Iwasawa, Matsuo",
          2024,
          "ADOPT: modified Adam can converge with any beta2 with the optimal rate",
          "arXiv 2411.02853");

  /** Checks the settings. */
  public Adopt {
    Settings.checkRate("Adopt", rate);
    Settings.checkDecay("Adopt", "beta1", beta1);
    Settings.checkDecay("Adopt", "beta2", beta2);
    Settings.checkPositive("Adopt", "epsilon", epsilon);
  }

  /**
   * {@return the paper's: β .9 and .9999, ε 1e-6, clipped}
   *
   * @param rate γ
   */
  public static Adopt withRate(double rate) {
    return new Adopt(Schedule.of(rate), 0.9, 0.9999, 1e-6, true);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adopt withSchedule(Schedule schedule) {
    return new Adopt(schedule, beta1, beta2, epsilon, clipped);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node first = slots.isFirst();
    Node before = slots.last("v");
    Node u = gradient.dividedBy(Ops.max(Ops.sqrt(before), Ops.constant(epsilon)));
    Node limit = Ops.sqrt(Ops.sqrt(slots.step()));
    Node bounded = clipped ? Ops.min(Ops.max(u, limit.negate()), limit) : u;
    Node m =
        slots.next("m", old -> Ops.select(first, old, ExponentialMean.of(old, bounded, beta1)));
    Node square = gradient.square();
    slots.next("v", old -> Ops.select(first, square, ExponentialMean.of(old, square, beta2)));
    Node zero = Ops.zerosLike(gradient);
    return Ops.select(first, zero, m.times(rate.at(slots.step())).negate());
  }
}
