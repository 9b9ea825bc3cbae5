package org.ladera.optim.schedule;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Schedule;

/**
 * Values that hold between boundaries.
 *
 * @param boundaries numbers of finished updates, ascending; each is the last at which the value
 *     before it holds, as in Keras's {@code PiecewiseConstantDecay}
 * @param values one more than boundaries
 */
public record Piecewise(List<Integer> boundaries, List<Double> values) implements Schedule {
  /** Checks the settings. */
  public Piecewise {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "Piecewise: there must be one value more than boundaries, got "
              + values.size()
              + " values and "
              + boundaries.size()
              + " boundaries");
    }
    Checks.ascending("Piecewise", "boundaries", boundaries);
    values.forEach(value -> Checks.finite("Piecewise", "values", value));
  }

  /**
   * {@return a factor at each of some steps: PyTorch's {@code MultiStepLR}}
   *
   * @param value the value at the start
   * @param factor what it is multiplied by at each milestone
   * @param milestones the numbers of finished updates from which on another factor holds,
   *     ascending, at least 1
   */
  public static Piecewise milestones(double value, double factor, int... milestones) {
    Integer[] boundaries = new Integer[milestones.length];
    Double[] values = new Double[milestones.length + 1];
    for (int i = 0; i <= milestones.length; i++) {
      values[i] = value * Math.pow(factor, i);
      if (i < milestones.length) {
        boundaries[i] = milestones[i] - 1;
      }
    }
    return new Piecewise(List.of(boundaries), List.of(values));
  }

  @Override
  public Node at(Node step) {
    Node value = Ops.constant(values.getLast());
    for (int i = boundaries.size() - 1; i >= 0; i--) {
      Node before = Ops.lessOrEqual(step, Ops.constant(boundaries.get(i)));
      value = Ops.select(before, Ops.constant(values.get(i)), value);
    }
    return value;
  }
}
