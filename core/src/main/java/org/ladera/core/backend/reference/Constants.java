package org.ladera.core.backend.reference;

import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;

/** Values that are known before any run, for compilers that compute them once. */
public final class Constants {
  private Constants() {}

  /**
   * {@return the value of a node that reaches constants and numbers alone}
   *
   * @param node a node a few steps above its leaves, of entries few enough to be computed at once
   * @throws IllegalArgumentException if an index or a number is out of its range
   */
  public static HostArray valueOf(Node node) {
    return value(node).toHostArray(node.type());
  }

  /** Recursive: a caller that folds from the leaves up asks for one op over folded inputs. */
  private static Value value(Node node) {
    return Meanings.of(node, node.inputs().stream().map(Constants::value).toList());
  }
}
