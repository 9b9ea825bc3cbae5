package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * QHAdam, an Adam whose two moments are mixed with the gradient and its square: Ma and Yarats 2018,
 * arXiv 1810.06801, section 4.
 *
 * <pre>m, v as Adam
 * θ ← θ - γ((1-ν₁)g + ν₁m̂) / root((1-ν₂)g² + ν₂v̂)</pre>
 *
 * <p>With ν 1 and 1 this is Adam. Slots {@code m} and {@code v}.
 *
 * @param rate γ, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param nu1 ν₁, in [0, 1]
 * @param nu2 ν₂, in [0, 1]
 * @param epsilon makes the root
 */
public record QhAdam(
    Schedule rate, double beta1, double beta2, double nu1, double nu2, Epsilon epsilon)
    implements UpdateRule, Published {
  /** Checks the settings. */
  public QhAdam {
    Settings.checkRate("QhAdam", rate);
    Settings.checkDecay("QhAdam", "beta1", beta1);
    Settings.checkDecay("QhAdam", "beta2", beta2);
    Settings.check(nu1 >= 0 && nu1 <= 1, "QhAdam", "nu1 must be in [0, 1]", nu1);
    Settings.check(nu2 >= 0 && nu2 <= 1, "QhAdam", "nu2 must be in [0, 1]", nu2);
  }

  /**
   * {@return the authors' advice: β .995 and .999, ν .7 and 1, ε 1e-8 outside the root}
   *
   * @param rate γ
   */
  public static QhAdam withRate(double rate) {
    return new QhAdam(Schedule.of(rate), 0.995, 0.999, 0.7, 1, Epsilon.outside(1e-8));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public QhAdam withSchedule(Schedule schedule) {
    return new QhAdam(schedule, beta1, beta2, nu1, nu2, epsilon);
  }

  /**
   * {@return this with other mixes}
   *
   * @param first ν₁
   * @param second ν₂
   */
  public QhAdam withNus(double first, double second) {
    return new QhAdam(rate, beta1, beta2, first, second, epsilon);
  }

  @Override
  public Paper publication() {
    return Qhm.PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node square = gradient.square();
    Node m = slots.next("m", old -> ExponentialMean.of(old, gradient, beta1));
    Node v = slots.next("v", old -> ExponentialMean.of(old, square, beta2));
    Node c = slots.biasCorrection(beta2);
    Node step = mixed(BiasCorrection.corrected(m, slots.biasCorrection(beta1)), gradient, nu1);
    Node size = mixed(BiasCorrection.corrected(v, c), square, nu2);
    return step.dividedBy(epsilon.root(size, c)).times(slots.at(rate)).negate();
  }

  /** Without the part that counts 0, as 0 times infinity is not 0. */
  private static Node mixed(Node mean, Node now, double nu) {
    if (nu == 0 || nu == 1) {
      return nu == 0 ? now : mean;
    }
    return ExponentialMean.of(mean, now, nu);
  }
}
