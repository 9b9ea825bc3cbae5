package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;

/**
 * A computation and what it is run on.
 *
 * @param computation the computation
 * @param variables the variables that it reads or assigns
 * @param layouts how each input lies in memory
 * @param draws what each run begins with
 */
record FuzzProgram(
    Computation computation, List<Variable> variables, List<Layout> layouts, List<Draw> draws) {
  FuzzProgram {
    variables = List.copyOf(variables);
    layouts = List.copyOf(layouts);
    draws = List.copyOf(draws);
  }

  /** A program of one run on dense inputs, whose variables begin with what they hold. */
  static FuzzProgram of(
      List<Node> inputs, List<HostArray> values, List<Node> outputs, List<Assignment> assignments) {
    Computation computation = new Computation("fuzz", inputs, outputs, assignments, List.of());
    List<Variable> variables = variablesOf(computation);
    List<HostArray> starts =
        variables.stream().map(variable -> HostArray.copyOf(variable.memory())).toList();
    return new FuzzProgram(
        computation,
        variables,
        inputs.stream().map(_ -> Layout.DENSE).toList(),
        List.of(new Draw(values, starts)));
  }

  /** What a computation reads or assigns, in order. */
  static List<Variable> variablesOf(Computation computation) {
    List<Variable> variables = new ArrayList<>();
    for (Node node : computation.order()) {
      if (node instanceof Variable variable) {
        variables.add(variable);
      }
    }
    for (Assignment assignment : computation.assignments()) {
      if (!variables.contains(assignment.variable())) {
        variables.add(assignment.variable());
      }
    }
    return variables;
  }

  /** The number of nodes. */
  int size() {
    return computation.order().size();
  }
}
