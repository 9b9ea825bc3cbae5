package org.ladera.optim;

import java.util.function.DoubleUnaryOperator;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;

/** A setting of an optimizer as a function of the step: a learning rate, a momentum, a decay. */
@FunctionalInterface
public interface Schedule {
  /**
   * {@return the value in a step, a scalar}
   *
   * @param step the number of finished updates, 0 at the first; a weak scalar
   */
  Node at(Node step);

  /**
   * {@return a value that never changes}
   *
   * @param value the value
   */
  static Schedule of(double value) {
    return new Fixed(value);
  }

  /**
   * {@return a value that is changed by hand, without a new trace}
   *
   * @param value a setting, as {@code Variable.setting("rate", 0.1)}
   */
  static Schedule of(Variable value) {
    return step -> value;
  }

  /**
   * {@return a value that Java code computes before each run}
   *
   * @param function from the number of finished updates
   */
  static Schedule host(DoubleUnaryOperator function) {
    return new HostSchedule(function);
  }

  /**
   * {@return this for some steps, then another, whose first step is the one after them}
   *
   * @param steps the number of steps, at least 0
   * @param next what follows
   */
  default Schedule then(int steps, Schedule next) {
    Settings.check(steps >= 0, "Schedule", "steps must be at least 0", steps);
    return step ->
        Ops.select(Ops.less(step, Ops.constant(steps)), at(step), next.at(step.minus(steps)));
  }

  /**
   * {@return the product of this and another}
   *
   * @param other the other
   */
  default Schedule times(Schedule other) {
    return step -> at(step).times(other.at(step));
  }

  /**
   * {@return this times a number}
   *
   * @param factor the number
   */
  default Schedule times(double factor) {
    return step -> at(step).times(factor);
  }

  /**
   * {@return this with a linear warm-up (Goyal et al. 2017, arXiv 1706.02677): the first step has
   * 1/steps of the value, step number {@code steps} and all after it the whole}
   *
   * @param steps the number of steps, at least 1
   */
  default Schedule warmedUp(int steps) {
    Settings.check(steps >= 1, "Schedule", "steps must be at least 1", steps);
    return step -> at(step).times(Ops.min(step.plus(1).dividedBy(steps), Ops.constant(1)));
  }

  /**
   * {@return the value as a number, of a schedule that depends on the step alone: for tables, plots
   * and tests}
   *
   * @param step the number of finished updates, at least 0
   */
  default double value(long step) {
    return at(Ops.constant((double) step)).eval().getDouble(0);
  }

  /**
   * A value that never changes.
   *
   * @param value the value
   */
  record Fixed(double value) implements Schedule {
    @Override
    public Node at(Node step) {
      return Ops.constant(value);
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }
}
