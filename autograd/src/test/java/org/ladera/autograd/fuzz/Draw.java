package org.ladera.autograd.fuzz;

import java.util.List;
import org.ladera.core.memory.HostArray;

/**
 * The values that a run begins with.
 *
 * @param inputs those of the inputs, in order
 * @param variables those of the variables, in order
 */
record Draw(List<HostArray> inputs, List<HostArray> variables) {
  Draw {
    inputs = List.copyOf(inputs);
    variables = List.copyOf(variables);
  }
}
