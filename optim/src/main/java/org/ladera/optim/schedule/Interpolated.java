package org.ladera.optim.schedule;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;

/**
 * Straight lines between points, and the first and last value outside of them.
 *
 * @param steps numbers of finished updates, ascending, at least one
 * @param values the value at each of them
 */
public record Interpolated(List<Integer> steps, List<Double> values) implements Schedule {
  /** Checks the settings. */
  public Interpolated {
    steps = List.copyOf(steps);
    values = List.copyOf(values);
    if (steps.isEmpty() || values.size() != steps.size()) {
      throw new IllegalArgumentException(
          "Interpolated: there must be a value for each of at least one step, got "
              + values.size()
              + " values and "
              + steps.size()
              + " steps");
    }
    Checks.ascending("Interpolated", "steps", steps);
    values.forEach(value -> Checks.finite("Interpolated", "values", value));
  }

  @Override
  public Node at(Node step) {
    Node value = Ops.constant(values.getFirst());
    for (int i = 1; i < steps.size(); i++) {
      double first = steps.get(i - 1);
      Node passed = step.minus(first).dividedBy(steps.get(i) - first);
      Node line = Annealing.LINEAR.between(values.get(i - 1), values.get(i), passed);
      value = Ops.select(Ops.less(step, Ops.constant(first)), value, line);
    }
    return value;
  }
}
