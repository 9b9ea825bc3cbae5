package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Gradient descent, Cauchy 1847; stochastic: Robbins and Monro 1951. Batch, mini-batch and
 * stochastic descent differ only in how many examples the gradient is of.
 *
 * <pre>θ ← θ - γg</pre>
 *
 * @param rate γ, at least 0
 */
public record GradientDescent(Schedule rate) implements UpdateRule {
  /** Checks the rate. */
  public GradientDescent {
    Settings.checkRate("GradientDescent", rate);
  }

  /**
   * {@return gradient descent}
   *
   * @param rate γ
   */
  public static GradientDescent withRate(double rate) {
    return new GradientDescent(Schedule.of(rate));
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    return gradient.times(slots.at(rate)).negate();
  }
}
