package org.ladera.core.graph;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A function of a known number of nodes: what can be traced.
 *
 * @param inputNames the names of the inputs
 * @param body builds the outputs from the inputs
 */
public record NodeFunction(List<String> inputNames, Function<List<Node>, Outputs> body) {
  private static final List<String> NAMES = List.of("x", "y", "z");

  /** Copies the names. */
  public NodeFunction {
    inputNames = List.copyOf(inputNames);
  }

  /**
   * {@return a function of one node}
   *
   * @param function from x
   */
  public static NodeFunction of(Function<Node, ? extends Outputs> function) {
    return new NodeFunction(NAMES.subList(0, 1), inputs -> function.apply(inputs.get(0)));
  }

  /**
   * {@return a function of two nodes}
   *
   * @param function from x and y
   */
  public static NodeFunction of(BiFunction<Node, Node, ? extends Outputs> function) {
    return new NodeFunction(
        NAMES.subList(0, 2), inputs -> function.apply(inputs.get(0), inputs.get(1)));
  }

  /**
   * {@return a function of three nodes}
   *
   * @param function from x, y and z
   */
  public static NodeFunction of(Function3 function) {
    return new NodeFunction(
        NAMES, inputs -> function.apply(inputs.get(0), inputs.get(1), inputs.get(2)));
  }

  /**
   * {@return the outputs for some inputs}
   *
   * @param inputs as many as there are names
   */
  public Outputs apply(List<Node> inputs) {
    return body.apply(inputs);
  }
}
