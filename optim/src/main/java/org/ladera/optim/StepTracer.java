package org.ladera.optim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.TracedProgram;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;

/**
 * Builds the programs of a training step: the whole, its two halves, and the loss at a free point.
 */
final class StepTracer {
  private final Optimizer optimizer;
  private final NodeFunction function;
  private final Selection selection;
  private final StepMemory memory;
  private List<Parameter> parameters = List.of();
  private List<HostSchedule> schedules = List.of();
  private List<Clock.Period> periods = List.of();

  StepTracer(Optimizer optimizer, NodeFunction function, Selection selection, StepMemory memory) {
    this.optimizer = optimizer;
    this.function = function;
    this.selection = selection;
    this.memory = memory;
  }

  /** The parameters that are trained, once something was traced. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** The settings that Java code computes before each run, once something was traced. */
  List<HostSchedule> schedules() {
    return schedules;
  }

  /** What the optimizer does every so many steps, as far as it was traced. */
  List<Clock.Period> periods() {
    return periods;
  }

  /** Where the optimizer goes, and what it does besides. */
  private Point next(Trace trace, Objective objective, Point theta, Clock clock, State state) {
    Point next = trace.run(() -> optimizer.next(objective, theta, state));
    schedules = joined(schedules, HostSchedule.in(trace));
    periods = joined(periods, clock.asked());
    return next;
  }

  private static <T> List<T> joined(List<T> known, Collection<T> more) {
    Set<T> all = new LinkedHashSet<>(known);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Forward, backward and update. */
  TracedProgram whole(List<Node> inputs) {
    Trace trace = Trace.begin(true);
    TracedLoss loss = traced(trace, inputs);
    Clock clock = Clock.at(memory.steps());
    State state = State.of(memory::read, clock);
    Point next = next(trace, loss, loss.theta(), clock, state);
    Map<String, Node> results = new LinkedHashMap<>(loss.results());
    List<Assignment> assignments = new ArrayList<>(loss.assignments());
    List<FiniteCheck> checks = new ArrayList<>();
    checks.add(new FiniteCheck("the loss", loss.first()));
    update(loss.theta(), next, state, assignments, checks);
    trace.reports().forEach(results::putIfAbsent);
    return program("training step", inputs, results, assignments, checks);
  }

  /** Forward and backward; statistics of the model move here. */
  TracedProgram gradients(List<Node> inputs) {
    Trace trace = Trace.begin(true);
    TracedLoss loss = traced(trace, inputs);
    Point gradient = loss.gradientAt(loss.theta());
    Map<String, Node> results = new LinkedHashMap<>(loss.results());
    results.keySet().removeIf(name -> !name.isEmpty());
    gradient.nodes().forEach((parameter, node) -> results.put(parameter.name(), node));
    FiniteCheck check = new FiniteCheck("the loss", loss.first());
    return program("gradients", inputs, results, loss.assignments(), List.of(check));
  }

  /** Update, from gradients that are inputs; the first input is the loss. */
  TracedProgram update(List<Node> inputs) {
    Trace trace = Trace.begin(true);
    Point theta = Point.here(parameters);
    Objective objective = new GivenGradient(theta, inputs.getFirst(), given(inputs, 1));
    Clock clock = Clock.at(memory.steps());
    State state = State.of(memory::read, clock);
    Point next = next(trace, objective, theta, clock, state);
    List<Assignment> assignments = new ArrayList<>();
    List<FiniteCheck> checks = new ArrayList<>();
    update(theta, next, state, assignments, checks);
    Map<String, Node> results = new LinkedHashMap<>();
    results.put("", inputs.getFirst());
    trace.reports().forEach(results::put);
    return program("apply", inputs, results, assignments, checks);
  }

  /** The loss and its gradient at parameters that are inputs, after those of the batch. */
  TracedProgram atFreePoint(List<Node> inputs) {
    int batch = function.inputNames().size();
    Trace trace = Trace.begin(true);
    TracedLoss loss = traced(trace, inputs.subList(0, batch));
    Point point = given(inputs, batch);
    Map<String, Node> results = new LinkedHashMap<>();
    results.put("", loss.valueAt(point));
    loss.gradientAt(point).nodes().forEach((p, node) -> results.put(p.name(), node));
    return program("evaluator", inputs, results, List.of(), List.of());
  }

  /** Traces the loss for its parameters alone. */
  void discover(List<Node> inputs) {
    traced(Trace.begin(true), inputs);
  }

  /** The point that inputs hold from some place on, one for each parameter. */
  private Point given(List<Node> inputs, int from) {
    Map<Parameter, Node> nodes = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      nodes.put(parameters.get(i), inputs.get(from + i));
    }
    return Point.of(nodes);
  }

  private TracedLoss traced(Trace trace, List<Node> inputs) {
    TracedLoss loss = TracedLoss.of(trace, function, inputs, selection);
    memory.own(loss.theta().parameters());
    parameters = loss.theta().parameters();
    memory.take(parameters);
    return loss;
  }

  private void update(
      Point theta,
      Point next,
      State state,
      List<Assignment> assignments,
      List<FiniteCheck> checks) {
    next.nodes()
        .forEach(
            (parameter, node) -> {
              if (node != theta.get(parameter)) {
                assignments.add(new Assignment(parameter, node));
                checks.add(
                    new FiniteCheck(
                        "the next value of parameter \"" + parameter.name() + '"', node));
              }
            });
    state.changes().forEach((slot, node) -> assignments.add(memory.assigned(slot, node)));
    memory.update();
  }

  private static TracedProgram program(
      String name,
      List<Node> inputs,
      Map<String, Node> results,
      List<Assignment> assignments,
      List<FiniteCheck> checks) {
    return new TracedProgram(
        new Computation(name, inputs, List.copyOf(results.values()), assignments, checks),
        List.copyOf(results.keySet()));
  }

  /** An objective whose gradient is known at one point only. */
  private record GivenGradient(Point theta, Node loss, Point gradient) implements Objective {
    @Override
    public Node valueAt(Point point) {
      check(point);
      return loss;
    }

    @Override
    public Point gradientAt(Point point) {
      check(point);
      return gradient;
    }

    @Override
    public Point hessianTimes(Point point, Point vector) {
      throw new IllegalStateException(
          "apply: this optimizer asks for products with the Hessian, so its step has no halves;"
              + " use run(...)");
    }

    private void check(Point point) {
      if (!point.parameters().stream().allMatch(p -> point.get(p) == theta.get(p))) {
        throw new IllegalStateException(
            "apply: this optimizer asks for the gradient at a point other than the parameters, as a"
                + " look-ahead does, so its step has no halves; use run(...)");
      }
    }
  }
}
