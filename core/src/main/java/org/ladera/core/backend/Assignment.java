package org.ladera.core.backend;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;

/**
 * What a variable becomes when a program has run. All right sides see the values before the run;
 * all assignments of a program take effect together, at its end.
 *
 * @param variable the variable
 * @param value its next value, of its type and shape
 */
public record Assignment(Variable variable, Node value) {
  /** Checks the type. */
  public Assignment {
    if (!value.type().strong().equals(variable.type().strong())) {
      throw new IllegalArgumentException(
          "assign: \"" + variable.name() + "\" is " + variable.type() + ", got " + value.type());
    }
  }
}
