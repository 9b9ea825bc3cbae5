package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.graph.VariableLocks;

/**
 * All that one run computes: what a backend is given. Immutable. Its graph is walked once, when it
 * is made.
 */
public final class Computation {
  private final String name;
  private final List<Node> inputs;
  private final List<Node> outputs;
  private final List<Assignment> assignments;
  private final List<FiniteCheck> checks;
  private final List<Node> order;

  /**
   * Checks that every input that is reached is one of the inputs, and each variable assigned once.
   *
   * @param name what the user knows it by
   * @param inputs the inputs, in the order in which a run gives their values
   * @param outputs the results wanted, in order; one node may be wanted twice
   * @param assignments what variables become; each variable once
   * @param checks what must be finite for the assignments to take effect
   * @throws IllegalArgumentException if an input is reached that is not among those given, or a
   *     variable is assigned twice
   */
  public Computation(
      String name,
      List<Node> inputs,
      List<Node> outputs,
      List<Assignment> assignments,
      List<FiniteCheck> checks) {
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.assignments = List.copyOf(assignments);
    this.checks = List.copyOf(checks);
    Set<Variable> assigned = new HashSet<>();
    for (Assignment assignment : assignments) {
      if (!assigned.add(assignment.variable())) {
        throw new IllegalArgumentException(
            name + ": \"" + assignment.variable().name() + "\" is assigned twice");
      }
    }
    List<Node> roots = new ArrayList<>(outputs);
    assignments.forEach(assignment -> roots.add(assignment.value()));
    checks.forEach(check -> roots.add(check.node()));
    this.order = Collections.unmodifiableList(Graphs.topological(roots));
    Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(inputs);
    for (Node node : order) {
      if (node.op() instanceof Input input && !known.contains(node)) {
        throw new IllegalArgumentException(
            name
                + ": the input \""
                + input.label()
                + "\" "
                + input.type()
                + " has no value here; it belongs to another trace, so pass it as an argument");
      }
    }
  }

  /** {@return what the user knows it by} */
  public String name() {
    return name;
  }

  /** {@return the inputs, in the order in which a run gives their values} */
  public List<Node> inputs() {
    return inputs;
  }

  /** {@return the results wanted, in order; one node may be wanted twice} */
  public List<Node> outputs() {
    return outputs;
  }

  /** {@return what variables become; each variable once} */
  public List<Assignment> assignments() {
    return assignments;
  }

  /** {@return what must be finite for the assignments to take effect} */
  public List<FiniteCheck> checks() {
    return checks;
  }

  /** {@return every node that is needed, inputs of a node before the node} */
  public List<Node> order() {
    return order;
  }

  /** The locks of the variables that are assigned or read. */
  VariableLocks locks() {
    List<Variable> read = new ArrayList<>();
    for (Node node : order) {
      if (node instanceof Variable variable) {
        read.add(variable);
      }
    }
    return new VariableLocks(name, assignments.stream().map(Assignment::variable).toList(), read);
  }
}
