package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Momentum, the heavy ball: Polyak 1964; Sutskever, Martens, Dahl, Hinton 2013. The {@link
 * MomentumForm} says what is accumulated.
 *
 * <pre>b ← βb + w·g
 * θ ← θ - s·b</pre>
 *
 * <p>Slot {@code momentum}: b.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1); usual .5, .9, .95, .99
 * @param form gives w and s
 */
public record Momentum(Schedule rate, double beta, MomentumForm form) implements UpdateRule {
  /** Checks the settings. */
  public Momentum {
    Settings.checkRate("Momentum", rate);
    Settings.checkDecay("Momentum", "beta", beta);
  }

  /**
   * {@return PyTorch's form with β .9}
   *
   * @param rate γ
   */
  public static Momentum withRate(double rate) {
    return pytorch(rate);
  }

  /**
   * {@return θ ← θ - γg + βΔ with the last displacement Δ; β .9}
   *
   * @param rate γ
   */
  public static Momentum lecture(double rate) {
    return new Momentum(Schedule.of(rate), 0.9, MomentumForm.displacement());
  }

  /**
   * {@return b ← βb + g, θ ← θ - γb; β .9, no dampening}
   *
   * @param rate γ
   */
  public static Momentum pytorch(double rate) {
    return new Momentum(Schedule.of(rate), 0.9, MomentumForm.sum());
  }

  /**
   * {@return v ← βv - γg, θ ← θ + v, the lecture's form; β .9}
   *
   * @param rate γ
   */
  public static Momentum keras(double rate) {
    return lecture(rate);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Momentum withSchedule(Schedule schedule) {
    return new Momentum(schedule, beta, form);
  }

  /**
   * {@return this with another momentum}
   *
   * @param momentum β
   */
  public Momentum withBeta(double momentum) {
    return new Momentum(rate, momentum, form);
  }

  /**
   * {@return this in another form}
   *
   * @param other gives w and s
   */
  public Momentum withForm(MomentumForm other) {
    return new Momentum(rate, beta, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node gamma = slots.at(rate);
    Node weight = form.weight(beta, gamma, slots.step());
    Node b = slots.next("momentum", old -> old.times(beta).plus(gradient.times(weight)));
    return b.times(form.scale(gamma)).negate();
  }
}
