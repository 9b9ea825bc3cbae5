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
