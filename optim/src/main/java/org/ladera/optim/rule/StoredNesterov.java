package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Nesterov's momentum without a second point, as libraries have it: the parameter is the look-ahead
 * point itself, φ = θ + βΔ of {@link Nesterov}. With a constant rate both follow the same path.
 * Sutskever et al. 2013; in this form Bengio, Boulanger-Lewandowski, Pascanu 2012, arXiv 1212.0901.
 *
 * <pre>b ← βb + w·g
 * θ ← θ - s(βb + w·g)</pre>
 *
 * <p>Slot {@code momentum}: b.
 *
 * @param rate γ, at least 0
 * @param beta β, in [0, 1); positive for the sum, as in PyTorch. With 0 this is gradient descent,
 *     which Keras's {@code SGD(nesterov=True)} means, as its momentum is 0 unless it is given
 * @param form gives w and s; a sum without dampening
 */
public record StoredNesterov(Schedule rate, double beta, MomentumForm form) implements UpdateRule {
  /** Checks the settings. */
  public StoredNesterov {
    Settings.checkRate("StoredNesterov", rate);
    Settings.checkDecay("StoredNesterov", "beta", beta);
    if (form instanceof MomentumForm.Sum sum) {
      Settings.check(beta > 0, "StoredNesterov", "beta must be in (0, 1)", beta);
      Settings.check(
          sum.dampening() == 0, "StoredNesterov", "dampening must be 0", sum.dampening());
    }
  }

  /**
   * {@return PyTorch's form with β .9}
   *
   * @param rate γ
   */
  public static StoredNesterov withRate(double rate) {
    return pytorch(rate);
  }

  /**
   * {@return b ← βb + g, θ ← θ - γ(g + βb); β .9}
   *
   * @param rate γ
   */
  public static StoredNesterov pytorch(double rate) {
    return new StoredNesterov(Schedule.of(rate), 0.9, MomentumForm.sum());
  }

  /**
   * {@return v ← βv - γg, θ ← θ + βv - γg; β .9}
   *
   * @param rate γ
   */
  public static StoredNesterov keras(double rate) {
    return new StoredNesterov(Schedule.of(rate), 0.9, MomentumForm.displacement());
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public StoredNesterov withSchedule(Schedule schedule) {
    return new StoredNesterov(schedule, beta, form);
  }

  /**
   * {@return this with another momentum}
   *
   * @param momentum β
   */
  public StoredNesterov withBeta(double momentum) {
    return new StoredNesterov(rate, momentum, form);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node gamma = slots.at(rate);
    Node entering = gradient.times(form.weight(beta, gamma, slots.step()));
    Node b = slots.next("momentum", old -> old.times(beta).plus(entering));
    return b.times(beta).plus(entering).times(form.scale(gamma)).negate();
  }
}
