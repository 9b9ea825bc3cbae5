package org.ladera.core.linalg;

import java.util.Map;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;

/**
 * The reduced QR decomposition of a matrix {@code [m, n]}, with k = min(m, n).
 *
 * @param q orthonormal columns, {@code [m, k]}
 * @param r upper triangular, {@code [k, n]}, its diagonal not negative
 */
public record Qr(Node q, Node r) implements Outputs {
  @Override
  public Node first() {
    return q;
  }

  @Override
  public Map<String, Node> others() {
    return Map.of("r", r);
  }
}
