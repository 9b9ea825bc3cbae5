package org.ladera.optim;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.Gradient;
import org.ladera.core.backend.Assignment;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Replacement;
import org.ladera.core.graph.Trace;

/**
 * A loss, traced once and differentiated once. Asked at another point, it puts the point's nodes in
 * the place of the parameters. What the trace reports and assigns belongs to the first point asked.
 */
final class TracedLoss implements Objective {
  private final Trace trace;
  private final Outputs outputs;
  private final Node loss;
  private final Point theta;
  private final Point gradient;
  private final Map<String, Node> reports;
  private final IdentityHashMap<Point, Replacement> moved = new IdentityHashMap<>();
  private @Nullable Point firstAsked;

  private TracedLoss(Trace trace, Outputs outputs, Node loss, Point theta, Point gradient) {
    this.trace = trace;
    this.outputs = outputs;
    this.loss = loss;
    this.theta = theta;
    this.gradient = gradient;
    this.reports = ImmutableMap.copyOf(trace.reports());
  }

  /** Traces a loss; nodes that the optimizer adds later belong to the same trace. */
  static TracedLoss of(Trace trace, NodeFunction function, List<Node> inputs, Selection selection) {
    return trace.run(
        () -> {
          Outputs outputs = function.apply(inputs);
          Node loss =
              trace.penalty().map(term -> outputs.first().plus(term)).orElse(outputs.first());
          Collection<Parameter> chosen = selection.among(parameters(loss));
          Map<Parameter, Node> gradients = Gradient.reached(loss, chosen);
          selection.check(chosen, gradients.keySet());
          Point here = Point.here(gradients.keySet());
          return new TracedLoss(trace, outputs, loss, here, Point.of(gradients));
        });
  }

  private static List<Parameter> parameters(Node loss) {
    return Graphs.topological(List.of(loss)).stream()
        .filter(Parameter.class::isInstance)
        .map(Parameter.class::cast)
        .toList();
  }

  Point theta() {
    return theta;
  }

  @Override
  public Node valueAt(Point point) {
    return at(point, loss);
  }

  @Override
  public Point gradientAt(Point point) {
    ask(point);
    return gradient.map(node -> at(point, node));
  }

  private Node at(Point point, Node node) {
    ask(point);
    return point == theta ? node : replacement(point).apply(List.of(node)).getFirst();
  }

  private void ask(Point point) {
    if (firstAsked == null) {
      firstAsked = point;
    }
  }

  private Replacement replacement(Point point) {
    return moved.computeIfAbsent(point, key -> new Replacement(theta.with(key).nodes()));
  }

  /** The loss at the first point asked. */
  Node first() {
    return atFirst(loss);
  }

  /** The loss, the other outputs and what the model reports, at the first point asked. */
  Map<String, Node> results() {
    Map<String, Node> results = new LinkedHashMap<>();
    results.put("", first());
    outputs.others().forEach((name, node) -> results.put(name, atFirst(node)));
    reports.forEach(
        (name, node) -> {
          if (results.putIfAbsent(name, atFirst(node)) != null) {
            throw new IllegalArgumentException(
                "TrainingStep: the result \"" + name + "\" is both returned and reported");
          }
        });
    return results;
  }

  /** What the model has assigned, at the first point asked. */
  List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    trace.assignments().forEach((v, value) -> assignments.add(new Assignment(v, atFirst(value))));
    return assignments;
  }

  private Node atFirst(Node node) {
    Point first = firstAsked == null ? theta : firstAsked;
    return at(first, node);
  }
}
