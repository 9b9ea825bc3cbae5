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
 * All that one run computes: what a backend is given.
 *
 * @param name what the user knows it by
 * @param inputs the inputs, in the order in which a run gives their values
 * @param outputs the results wanted, in order; one node may be wanted twice
 * @param assignments what variables become; each variable once
 * @param checks what must be finite for the assignments to take effect
 */
public record Computation(
    String name,
    List<Node> inputs,
    List<Node> outputs,
    List<Assignment> assignments,
    List<FiniteCheck> checks) {

  /**
   * Checks that every input that is reached is one of the inputs, and each variable assigned once.
   */
  public Computation {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    assignments = List.copyOf(assignments);
    checks = List.copyOf(checks);
    Set<Variable> assigned = new HashSet<>();
    for (Assignment assignment : assignments) {
      if (!assigned.add(assignment.variable())) {
        throw new IllegalArgumentException(
            name + ": \"" + assignment.variable().name() + "\" is assigned twice");
      }
    }
    Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(inputs);
    for (Node node : Graphs.topological(roots(outputs, assignments, checks))) {
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

  private static List<Node> roots(
      List<Node> outputs, List<Assignment> assignments, List<FiniteCheck> checks) {
    List<Node> roots = new ArrayList<>(outputs);
    assignments.forEach(assignment -> roots.add(assignment.value()));
    checks.forEach(check -> roots.add(check.node()));
    return roots;
  }

  /** {@return every node that is needed, inputs of a node before the node} */
  public List<Node> order() {
    return Graphs.topological(roots(outputs, assignments, checks));
  }

  /** The locks of the variables that are assigned or read. */
  VariableLocks locks() {
    List<Variable> read = new ArrayList<>();
    for (Node node : order()) {
      if (node instanceof Variable variable) {
        read.add(variable);
      }
    }
    return new VariableLocks(name, assignments.stream().map(Assignment::variable).toList(), read);
  }
}
