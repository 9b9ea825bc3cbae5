package org.ladera.core.linalg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;

/**
 * The reduced singular value decomposition U diag(s) V' of a matrix {@code [m, n]}, with k = min(m,
 * n).
 *
 * @param u orthonormal columns, {@code [m, k]}; the entry of largest absolute value of each (the
 *     first of equal ones) is positive
 * @param s the singular values, {@code [k]}, descending, not negative
 * @param v orthonormal columns, {@code [n, k]}
 */
public record Svd(Node u, Node s, Node v) implements Outputs {
  @Override
  public Node first() {
    return u;
  }

  @Override
  public Map<String, Node> others() {
    Map<String, Node> others = new LinkedHashMap<>();
    others.put("s", s);
    others.put("v", v);
    return others;
  }
}
