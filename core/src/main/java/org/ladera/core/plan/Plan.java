package org.ladera.core.plan;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.program.Program;

/**
 * A program, and what its numbers stand for in the graph.
 *
 * @param program the program
 * @param states the variables, by the slot of {@link org.ladera.core.program.Storage.State}
 * @param constants the nodes of the op Constant, by the index of {@link
 *     org.ladera.core.program.Storage.Constant}
 * @param calls the nodes of host ops, by the function of {@link org.ladera.core.program.HostCall}
 * @param complaints what is said of values that fail, by the index of {@link
 *     org.ladera.core.program.Check}
 * @param remarks what was decided and is not told step by step: rewrites, for explain()
 */
public record Plan(
    Program program,
    List<Variable> states,
    List<Node> constants,
    List<Node> calls,
    List<Complaint> complaints,
    List<String> remarks) {
  /** Copies the lists. */
  public Plan {
    states = List.copyOf(states);
    constants = List.copyOf(constants);
    calls = List.copyOf(calls);
    complaints = List.copyOf(complaints);
    remarks = List.copyOf(remarks);
  }

  /** What is said of a value that fails a check. */
  @FunctionalInterface
  public interface Complaint {
    /**
     * {@return the error}
     *
     * @param value the value that fails
     * @param place its row-major position
     */
    RuntimeException about(double value, long place);
  }
}
