package org.ladera.optim.schedule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;

/**
 * Up and down between two values: cyclical learning rates, Smith 2015, arXiv 1506.01186, section
 * 3.2.
 *
 * @param low the value at the start of each cycle; may be the higher one, as for a momentum that
 *     falls while the rate rises
 * @param high the value at the top
 * @param up the number of steps to the top, at least 1
 * @param down the number of steps back, at least 1
 * @param height what becomes of the height of cycles
 */
public record Cyclic(double low, double high, int up, int down, Height height) implements Schedule {
  /** What the difference between the values is multiplied by. */
  public sealed interface Height {
    /**
     * {@return the factor, a scalar}
     *
     * @param cycle the number of finished cycles
     * @param step the number of finished updates
     */
    Node factor(Node cycle, Node step);

    /** {@return cycles that stay as they are} */
    static Height triangular() {
      return new Triangular();
    }

    /** {@return cycles each half as high as the one before: {@code triangular2}} */
    static Height halving() {
      return new Halving();
    }

    /**
     * {@return cycles that shrink in every step: {@code exp_range}}
     *
     * @param factor of each step, positive
     */
    static Height exponential(double factor) {
      return new Shrinking(factor);
    }
  }

  /** 1. */
  record Triangular() implements Height {
    @Override
    public Node factor(Node cycle, Node step) {
      return Ops.constant(1);
    }
  }

  /** 1/2^cycle. */
  record Halving() implements Height {
    @Override
    public Node factor(Node cycle, Node step) {
      return Ops.pow(Ops.constant(0.5), cycle);
    }
  }

  /**
   * factor^step.
   *
   * @param factor of each step
   */
  record Shrinking(double factor) implements Height {
    /** Checks the factor. */
    Shrinking {
      Settings.checkPositive("Cyclic", "factor", factor);
    }

    @Override
    public Node factor(Node cycle, Node step) {
      return Ops.pow(Ops.constant(factor), step);
    }
  }

  /** Checks the settings. */
  public Cyclic {
    Checks.finite("Cyclic", "low", low);
    Checks.finite("Cyclic", "high", high);
    Checks.steps("Cyclic", "up", up);
    Checks.steps("Cyclic", "down", down);
  }

  /**
   * {@return cycles that stay as they are, up as fast as down}
   *
   * @param low the value at the start of each cycle
   * @param high the value at the top
   * @param up the number of steps to the top, at least 1
   */
  public static Cyclic triangular(double low, double high, int up) {
    return new Cyclic(low, high, up, up, Height.triangular());
  }

  @Override
  public Node at(Node step) {
    double length = (double) up + down;
    Node cycle = Ops.floor(step.dividedBy(length));
    Node within = step.minus(cycle.times(length));
    Node rising = within.dividedBy(up);
    Node falling = Ops.constant(length).minus(within).dividedBy(down);
    return Ops.min(rising, falling).times(height.factor(cycle, step)).times(high - low).plus(low);
  }
}
