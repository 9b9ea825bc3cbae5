package org.ladera.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Trace;
import org.ladera.core.graph.Variable;

/** A schedule in Java: a setting that the training step sets before each run. */
final class HostSchedule implements Schedule {
  private final DoubleUnaryOperator function;
  private final Variable value = Variable.setting("schedule", Double.NaN);

  HostSchedule(DoubleUnaryOperator function) {
    this.function = function;
  }

  @Override
  public Node at(Node step) {
    Trace.current().ifPresent(trace -> in(trace).add(this));
    return value;
  }

  /** The host schedules that a trace has met. */
  static List<HostSchedule> in(Trace trace) {
    return trace.note(HostSchedule.class, ArrayList::new);
  }

  void prepare(double step) {
    double next = function.applyAsDouble(step);
    if (!Double.isFinite(next)) {
      throw new IllegalArgumentException(
          "schedule: the value for step " + (long) (step + 1) + " must be finite, got " + next);
    }
    value.set(next);
  }
}
