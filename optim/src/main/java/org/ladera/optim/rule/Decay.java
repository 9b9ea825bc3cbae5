package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Origin;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/** The share of itself that a parameter loses in a step by decoupled weight decay. */
public sealed interface Decay {
  /**
   * {@return γλ: the share follows the rate, its schedule included. PyTorch, Optax, Keras}
   *
   * @param value λ, at least 0
   */
  static Decay timesRate(double value) {
    return new TimesRate(value);
  }

  /**
   * {@return ηλ: the share follows the schedule alone, so that another rate decays as much.
   * Loshchilov and Hutter 2017, algorithm 2}
   *
   * @param value λ, at least 0
   * @param multiplier η, what the schedule multiplies the rate by; {@code Schedule.of(1)} for none
   */
  static Decay timesSchedule(double value, Schedule multiplier) {
    return new TimesSchedule(value, multiplier);
  }

  /**
   * {@return the share, a scalar}
   *
   * @param rate the rate of this step
   * @param step the number of finished updates
   */
  Node share(Node rate, Node step);

  /**
   * γλ.
   *
   * @param value λ
   */
  record TimesRate(double value) implements Decay {
    /** Checks the decay. */
    public TimesRate {
      Settings.checkNotNegative("Decay", "value", value);
    }

    @Override
    public Node share(Node rate, Node step) {
      return rate.times(value);
    }
  }

  /**
   * ηλ.
   *
   * @param value λ
   * @param multiplier η
   */
  record TimesSchedule(double value, Schedule multiplier) implements Decay {
    /** Checks the decay. */
    public TimesSchedule {
      Settings.checkNotNegative("Decay", "value", value);
    }

    @Override
    public Node share(Node rate, Node step) {
      return Origin.opened(() -> multiplier.at(step)).times(value);
    }
  }
}
