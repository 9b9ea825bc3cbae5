package org.ladera.autograd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;

/**
 * Reverse-mode differentiation as a transformation of the graph (Linnainmaa 1970; for a survey see
 * Baydin, Pearlmutter, Radul and Siskind 2018, arXiv 1502.05767). One walk backwards, iterative,
 * visits each node once; the result is made of ordinary nodes.
 */
public final class Gradient {
  private Gradient() {}

  /**
   * {@return the gradient of a scalar with respect to a node, of the node's type and shape; zero
   * for a leaf that the scalar does not reach}
   *
   * @param y a scalar of a floating type
   * @param x a leaf, or a node inside the graph of y
   * @throws IllegalArgumentException if y is not a scalar, or x is an interior node that it does
   *     not reach
   */
  public static Node grad(Node y, Node x) {
    return grad(y, List.of(x)).getFirst();
  }

  /**
   * {@return the gradients of a scalar with respect to nodes, each as {@link #grad(Node, Node)}}
   *
   * @param y a scalar of a floating type
   * @param xs leaves, or nodes inside the graph of y
   */
  public static List<Node> grad(Node y, List<? extends Node> xs) {
    return complete("grad", reached(y, xs), y, xs);
  }

  /**
   * {@return the vector-Jacobian product: for each x the gradient of the sum of y · cotangent}
   *
   * @param y any node of a floating type
   * @param cotangent of the type and shape of y
   * @param xs leaves, or nodes inside the graph of y
   * @throws IllegalArgumentException if the cotangent is of another type or shape, y is not of a
   *     floating type, or an x is an interior node that y does not reach
   */
  public static List<Node> vjp(Node y, Node cotangent, List<? extends Node> xs) {
    checkFloating("vjp: the output", y);
    Node seed = cotangent.type().weak() ? cotangent.cast(y.dtype()) : cotangent;
    if (!seed.type().strong().equals(y.type().strong())) {
      throw new IllegalArgumentException(
          "vjp: the cotangent must have the type and shape of the output, got "
              + cotangent.type()
              + " for "
              + y.type());
    }
    return complete("vjp", flow(y, seed, xs), y, xs);
  }

  /**
   * {@return the gradients of a scalar with respect to those of some nodes that it reaches by a
   * differentiable path, in their order}
   *
   * @param <T> the kind of node
   * @param y a scalar of a floating type
   * @param xs any nodes
   */
  public static <T extends Node> Map<T, Node> reached(Node y, Collection<T> xs) {
    if (!y.shape().isScalar()) {
      throw new IllegalArgumentException(
          "grad: the loss must be a scalar, got "
              + y.type()
              + "; use mean() or sum(), or vjp for a vector");
    }
    checkFloating("grad: the loss", y);
    return flow(y, Ops.onesLike(y), xs);
  }

  /**
   * {@return a function of a node with a gradient of one's own: straight-through, clipped, stable}
   *
   * @param x the argument
   * @param forward what is computed
   * @param backward from the result and the gradient with respect to it to the gradient with
   *     respect to x
   */
  public static Node customGradient(
      Node x, UnaryOperator<Node> forward, BinaryOperator<Node> backward) {
    return Ops.customGradient(
        forward.apply(x),
        (result, arguments, g) ->
            Collections.<@Nullable Node>singletonList(backward.apply(result, g)),
        x);
  }

  private static void checkFloating(String subject, Node y) {
    if (!y.dtype().isFloating()) {
      throw new IllegalArgumentException(
          subject + " must be of a floating type, got " + y.type() + "; use cast(FLOAT32)");
    }
  }

  private static List<Node> complete(
      String operation, Map<? extends Node, Node> reached, Node y, List<? extends Node> xs) {
    checkInside(
        operation,
        y,
        xs.stream().filter(x -> !x.inputs().isEmpty() && !reached.containsKey(x)).toList());
    List<Node> gradients = new ArrayList<>(xs.size());
    for (Node x : xs) {
      @Nullable Node gradient = reached.get(x);
      gradients.add(gradient == null ? Ops.zerosLike(x) : gradient);
    }
    return gradients;
  }

  /** An interior node outside the graph is always a mistake; inside, its gradient may be zero. */
  private static void checkInside(String operation, Node y, List<? extends Node> interior) {
    if (interior.isEmpty()) {
      return;
    }
    Set<Node> graph = Set.copyOf(Graphs.topological(List.of(y)));
    for (Node x : interior) {
      if (!graph.contains(x)) {
        throw new IllegalArgumentException(
            operation
                + ": the node "
                + x
                + place(x)
                + " is not part of the graph of "
                + y
                + "; take the very node that it was built from");
      }
    }
  }

  private static <T extends Node> Map<T, Node> flow(Node y, Node seed, Collection<T> xs) {
    Set<Node> wanted = new HashSet<>(xs);
    List<Node> path = leading(Graphs.topological(List.of(y)), wanted);
    Set<Node> onPath = new HashSet<>(path);
    Map<Node, Contributions> contributions = new HashMap<>();
    Map<Node, Node> gradients = new HashMap<>();
    if (onPath.contains(y)) {
      contributions.computeIfAbsent(y, _ -> new Contributions()).add(seed);
    }
    for (Node node : path.reversed()) {
      @Nullable Contributions given = contributions.remove(node);
      if (given == null) {
        continue;
      }
      Node gradient = Origin.inherit(node.origin(), given::sum);
      if (wanted.contains(node)) {
        gradients.put(node, gradient);
      }
      if (node.inputs().stream().anyMatch(onPath::contains)) {
        Origin.inherit(node.origin(), () -> pullBack(node, gradient, onPath, contributions));
      }
    }
    Map<T, Node> result = new LinkedHashMap<>();
    for (T x : xs) {
      @Nullable Node gradient = gradients.get(x);
      if (gradient != null) {
        result.put(x, gradient);
      }
    }
    return result;
  }

  /** The nodes from which a wanted one is reached, inputs first. */
  private static List<Node> leading(List<Node> order, Set<Node> wanted) {
    Set<Node> leads = new HashSet<>();
    List<Node> path = new ArrayList<>();
    for (Node node : order) {
      boolean on = wanted.contains(node) || node.inputs().stream().anyMatch(leads::contains);
      if (on && node.dtype().isFloating()) {
        leads.add(node);
        path.add(node);
      }
    }
    return path;
  }

  private static @Nullable Void pullBack(
      Node node, Node gradient, Set<Node> onPath, Map<Node, Contributions> contributions) {
    List<@Nullable Node> pulled = node.op().gradient(node, gradient);
    if (pulled.size() != node.inputs().size()) {
      throw new IllegalArgumentException(
          "gradient of "
              + node.op().name()
              + place(node)
              + ": one gradient, or null, for each of the "
              + node.inputs().size()
              + " inputs is needed, got "
              + pulled.size());
    }
    for (int i = 0; i < node.inputs().size(); i++) {
      Node input = node.input(i);
      @Nullable Node part = pulled.get(i);
      if (part != null && onPath.contains(input)) {
        boolean stronger = part.type().weak() && !input.type().weak();
        Node typed = stronger ? part.cast(input.dtype()) : part;
        check(node, i, typed);
        contributions.computeIfAbsent(input, _ -> new Contributions()).add(typed);
      }
    }
    return null;
  }

  private static void check(Node node, int index, Node part) {
    Node input = node.input(index);
    if (!part.type().strong().equals(input.type().strong())) {
      String operand =
          node.op() instanceof CustomGradient ? "argument " + (index - 1) : "input " + index;
      throw new IllegalArgumentException(
          "gradient of "
              + node.op().name()
              + place(node)
              + ": "
              + operand
              + " is "
              + input.type()
              + ", got a gradient of "
              + part.type());
    }
  }

  private static String place(Node node) {
    String place = node.origin().describe();
    return place.isEmpty() ? "" : " (" + place + ")";
  }
}
