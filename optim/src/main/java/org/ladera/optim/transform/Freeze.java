package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.State;

/**
 * Leaves some parameters where they are: the optimizer inside does not know them, so neither
 * momentum nor decay moves them, they have no slots and their gradients do not count in a norm.
 *
 * @param inner the optimizer of the others
 * @param frozen the parameters that stay
 */
public record Freeze(Optimizer inner, Predicate<Parameter> frozen) implements Optimizer {
  @Override
  public Point next(Objective objective, Point theta, State state) {
    Predicate<Parameter> free = frozen.negate();
    Point moving = theta.only(free);
    return moving.parameters().isEmpty()
        ? theta
        : theta.with(inner.next(new Subspace(objective, theta, free), moving, state));
  }
}
