package org.ladera.core.linalg;

import java.util.Map;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix {@code [n, n]}.
 *
 * @param values {@code [n]}, ascending
 * @param vectors {@code [n, n]}, orthonormal, one a column in the order of the values; the entry of
 *     largest absolute value of each (the first of equal ones) is positive
 */
public record Eigh(Node values, Node vectors) implements Outputs {
  @Override
  public Node first() {
    return values;
  }

  @Override
  public Map<String, Node> others() {
    return Map.of("vectors", vectors);
  }
}
