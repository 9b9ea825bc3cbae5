package org.ladera.optim;

import java.util.function.UnaryOperator;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Parameter;

/**
 * One parameter's view of the state of an optimizer.
 *
 * @param state the state
 * @param key the parameter
 * @param parameter its value in this step
 */
public record Slots(State state, Parameter key, Node parameter) {
  /** {@return the name of the parameter, such as {@code dense.0.weight}} */
  public String name() {
    return key.name();
  }

  /**
   * {@return the next value of a slot of the parameter's type and shape, which starts at zero}
   *
   * @param slot its name
   * @param change from the value before this step to the next one
   */
  public Node next(String slot, UnaryOperator<Node> change) {
    return next(slot, Ops.zerosLike(parameter), change);
  }

  /**
   * {@return the next value of a slot}
   *
   * @param slot its name
   * @param initial its first value, which also gives its type and shape
   * @param change from the value before this step to the next one
   */
  public Node next(String slot, Node initial, UnaryOperator<Node> change) {
    return state.next(path(slot), typed(initial), change);
  }

  /**
   * {@return the value of a slot before this step, which starts at zero}
   *
   * @param slot its name
   */
  public Node last(String slot) {
    return last(slot, Ops.zerosLike(parameter));
  }

  /**
   * {@return the value of a slot before this step}
   *
   * @param slot its name
   * @param initial its first value
   */
  public Node last(String slot, Node initial) {
    return state.last(path(slot), typed(initial));
  }

  /** {@return the number of finished updates, 0 at the first; a weak scalar} */
  public Node step() {
    return state.step();
  }

  /**
   * {@return the value of a setting in this step, a scalar}
   *
   * @param setting its schedule
   */
  public Node at(Schedule setting) {
    Node step = step();
    return setting instanceof Schedule.Fixed
        ? setting.at(step)
        : Origin.opened(() -> setting.at(step));
  }

  /** {@return whether no update is finished yet, a bool scalar} */
  public Node isFirst() {
    return state.isFirst();
  }

  /**
   * {@return 1 - beta^(step + 1), a weak scalar}
   *
   * @param beta the decay of an exponential mean
   */
  public Node biasCorrection(double beta) {
    return state.biasCorrection(beta);
  }

  /** A weak scalar stays what it is, such as a running product; a weak array takes the type. */
  private Node typed(Node initial) {
    boolean yields = initial.type().weak() && !initial.shape().isScalar();
    return yields ? initial.cast(parameter.dtype()) : initial;
  }

  private String path(String slot) {
    return key.name() + "/" + slot;
  }
}
