package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Adadelta: Zeiler 2012, arXiv 1212.5701, algorithm 1.
 *
 * <pre>a ← ρa + (1-ρ)g²
 * d = g · root(u) / root(a)
 * u ← ρu + (1-ρ)d²
 * θ ← θ - γd</pre>
 *
 * <p>Slots {@code a} and {@code u}. ε is no detail: as u starts at 0 it gives the first step its
 * size, about √(ε/(1-ρ)).
 *
 * @param rate γ, at least 0; the paper has none, which is 1
 * @param decay ρ, in [0, 1)
 * @param epsilon makes both roots; not 0
 */
public record Adadelta(Schedule rate, double decay, Epsilon epsilon) implements UpdateRule {
  /** Checks the settings. */
  public Adadelta {
    Settings.checkRate("Adadelta", rate);
    Settings.checkDecay("Adadelta", "decay", decay);
    Settings.check(
        !epsilon.isZero(), "Adadelta", "epsilon must be positive, as it makes the first step", 0);
  }

  /**
   * {@return PyTorch's: ρ .9, ε 1e-6}
   *
   * @param rate γ
   */
  public static Adadelta withRate(double rate) {
    return new Adadelta(Schedule.of(rate), 0.9, Epsilon.inside(1e-6));
  }

  /** {@return no γ, ρ .9, ε inside both roots; its value 1e-6 is Zeiler's} */
  public static Adadelta lecture() {
    return withRate(1);
  }

  /** {@return no γ, and what Zeiler's MNIST runs have: ρ .95, ε 1e-6} */
  public static Adadelta paper() {
    return withRate(1).withDecay(0.95);
  }

  /** {@return γ 1, ρ .9, ε 1e-6} */
  public static Adadelta pytorch() {
    return withRate(1);
  }

  /** {@return γ .001, ρ .95, ε 1e-7: a thousand times slower than the paper's} */
  public static Adadelta keras() {
    return new Adadelta(Schedule.of(0.001), 0.95, Epsilon.inside(1e-7));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adadelta withSchedule(Schedule schedule) {
    return new Adadelta(schedule, decay, epsilon);
  }

  /**
   * {@return this with another decay}
   *
   * @param rho ρ
   */
  public Adadelta withDecay(double rho) {
    return new Adadelta(rate, rho, epsilon);
  }

  /**
   * {@return this with other roots}
   *
   * @param other makes the roots
   */
  public Adadelta withEpsilon(Epsilon other) {
    return new Adadelta(rate, decay, other);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node u = slots.last("u");
    Node a = slots.next("a", old -> old.times(decay).plus(gradient.square().times(1 - decay)));
    Node d = gradient.times(epsilon.root(u)).dividedBy(epsilon.root(a));
    slots.next("u", old -> old.times(decay).plus(d.square().times(1 - decay)));
    return d.times(slots.at(rate)).negate();
  }
}
