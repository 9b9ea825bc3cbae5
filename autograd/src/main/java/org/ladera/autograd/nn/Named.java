package org.ladera.autograd.nn;

import org.ladera.core.graph.Node;

/**
 * A layer under a name of its own.
 *
 * @param name the name, without a dot
 * @param layer the layer
 */
public record Named(String name, Layer layer) implements Layer {
  /** Checks the name. */
  public Named {
    Scope.checkName(name);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    return layer.apply(scope, x);
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String toString() {
    return layer + ".named(\"" + name + "\")";
  }
}
