package org.ladera.optim;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.type.DType;

/** A vector in the space of the parameters: a node for each of them. Immutable. */
public final class Point {
  private final Map<Parameter, Node> nodes;

  private Point(Map<Parameter, Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * {@return a point}
   *
   * @param nodes for each parameter a node of its type and shape; a weak one takes its type
   * @throws IllegalArgumentException if a type or shape differs
   */
  public static Point of(Map<Parameter, ? extends Node> nodes) {
    Map<Parameter, Node> typed = new LinkedHashMap<>();
    nodes.forEach((parameter, node) -> typed.put(parameter, fitting(parameter, node)));
    return new Point(typed);
  }

  /** The point where parameters are. */
  static Point here(Collection<Parameter> parameters) {
    Map<Parameter, Node> nodes = new LinkedHashMap<>();
    parameters.forEach(parameter -> nodes.put(parameter, parameter));
    return new Point(nodes);
  }

  private static Node fitting(Parameter parameter, Node node) {
    Node typed = node.type().weak() ? node.cast(parameter.dtype()) : node;
    if (!typed.type().strong().equals(parameter.type())) {
      throw new IllegalArgumentException(
          "point: \"" + parameter.name() + "\" is " + parameter.type() + ", got " + node.type());
    }
    return typed;
  }

  /** {@return the parameters in order} */
  public List<Parameter> parameters() {
    return List.copyOf(nodes.keySet());
  }

  /**
   * {@return the node of a parameter}
   *
   * @param parameter one of the parameters
   */
  public Node get(Parameter parameter) {
    @Nullable Node node = nodes.get(parameter);
    if (node == null) {
      throw new IllegalArgumentException(
          "point: \"" + parameter.name() + "\" is not one of its parameters");
    }
    return node;
  }

  /** {@return the nodes by parameter, in order} */
  public Map<Parameter, Node> nodes() {
    return Collections.unmodifiableMap(nodes);
  }

  /**
   * {@return this + other}
   *
   * @param other a point of the same parameters
   */
  public Point plus(Point other) {
    return zip(other, Node::plus);
  }

  /**
   * {@return this - other}
   *
   * @param other a point of the same parameters
   */
  public Point minus(Point other) {
    return zip(other, Node::minus);
  }

  /**
   * {@return this times a number}
   *
   * @param factor the number
   */
  public Point times(double factor) {
    return map(node -> node.times(factor));
  }

  /**
   * {@return this times a scalar}
   *
   * @param factor a scalar node, rounded to the type of each parameter
   */
  public Point times(Node factor) {
    return map(node -> node.times(factor.type().weak() ? factor : factor.cast(node.dtype())));
  }

  /** {@return the zero of this space} */
  public Point zeros() {
    return map(Ops::zerosLike);
  }

  /**
   * {@return the sum of the products of all entries, a scalar; float64 if the parameters' types
   * differ}
   *
   * @param other a point of the same parameters
   */
  public Node dot(Point other) {
    boolean mixed = nodes.keySet().stream().map(Parameter::dtype).distinct().count() > 1;
    Node total = Ops.constant(0);
    for (Node product : zip(other, Node::times).nodes.values()) {
      Node sum = product.sum();
      total = total.plus(mixed ? sum.cast(DType.FLOAT64) : sum);
    }
    return total;
  }

  /** {@return the Euclidean norm of all entries, a scalar} */
  public Node norm() {
    return Ops.sqrt(dot(this));
  }

  /**
   * {@return the point of what a function gives for each node}
   *
   * @param change from a node to one of the same type and shape
   */
  public Point map(UnaryOperator<Node> change) {
    return map((parameter, node) -> change.apply(node));
  }

  /**
   * {@return the point of what a function gives for each parameter and its node}
   *
   * @param change from both to a node of the parameter's type and shape
   */
  public Point map(BiFunction<Parameter, Node, Node> change) {
    Map<Parameter, Node> changed = new LinkedHashMap<>();
    nodes.forEach((parameter, node) -> changed.put(parameter, change.apply(parameter, node)));
    return of(changed);
  }

  /**
   * {@return the point of what a function gives for each pair of nodes}
   *
   * @param other a point of the same parameters
   * @param function from the node here and the node there
   */
  public Point zip(Point other, BinaryOperator<Node> function) {
    return map((parameter, node) -> function.apply(node, other.get(parameter)));
  }

  /**
   * {@return this for some of the parameters}
   *
   * @param chosen which
   */
  public Point only(Predicate<Parameter> chosen) {
    Map<Parameter, Node> some = new LinkedHashMap<>(nodes);
    some.keySet().removeIf(chosen.negate());
    return new Point(some);
  }

  /**
   * {@return this with the nodes of another point in place of its own where that has them}
   *
   * @param other a point of some of the parameters
   */
  public Point with(Point other) {
    Map<Parameter, Node> merged = new LinkedHashMap<>(nodes);
    other.nodes.forEach((parameter, node) -> merged.replace(parameter, node));
    return new Point(merged);
  }
}
