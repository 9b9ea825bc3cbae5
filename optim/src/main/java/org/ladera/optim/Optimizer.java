package org.ladera.optim;

/**
 * How the parameters move: a pure function from the objective, the point and the state to the next
 * point. It may ask for the gradient anywhere and any number of times. As it is pure, it can be
 * unrolled and differentiated, and no assignment can be forgotten.
 *
 * <p>{@link UpdateRule} is the everyday case of one formula for each parameter.
 */
@FunctionalInterface
public interface Optimizer {
  /**
   * {@return the next point}
   *
   * @param objective what is minimized
   * @param theta where the parameters are
   * @param state what the optimizer keeps from step to step
   */
  Point next(Objective objective, Point theta, State state);
}
