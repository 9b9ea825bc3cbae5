package org.ladera.optim;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Origin;

/** An optimizer that moves each parameter by one formula of its gradient. */
public interface UpdateRule extends Optimizer {
  /**
   * {@return what is added to the parameter}
   *
   * @param slots what the rule keeps for this parameter, and the parameter itself
   * @param gradient the gradient of the objective, of the parameter's type and shape
   */
  Node update(Slots slots, Node gradient);

  @Override
  default Point next(Objective objective, Point theta, State state) {
    Point gradient = objective.gradientAt(theta);
    return Origin.region(
        "update",
        this,
        () ->
            theta.map(
                (parameter, value) ->
                    Origin.region(
                        "update of " + parameter.name(),
                        this,
                        () -> {
                          Slots slots = new Slots(state, parameter, value);
                          return value.plus(update(slots, gradient.get(parameter)));
                        })));
  }
}
