package org.ladera.optim.transform;

import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.State;

/**
 * An optimizer that changes the gradient, wherever it is asked for, and leaves the rest to another.
 */
public interface GradientTransform extends Optimizer {
  /** {@return the optimizer that gets the changed gradient} */
  Optimizer inner();

  /**
   * {@return the changed gradient}
   *
   * @param theta the point at which the gradient was taken
   * @param gradient the gradient
   * @param state for slots of its own, under names that the inner optimizer does not use, and
   *     reports
   */
  Point change(Point theta, Point gradient, State state);

  @Override
  default Point next(Objective objective, Point theta, State state) {
    return inner()
        .next(objective.withGradientAt((point, g) -> change(point, g, state)), theta, state);
  }
}
