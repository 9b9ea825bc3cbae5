package org.ladera.autograd.nn;

import java.util.function.UnaryOperator;
import org.ladera.core.graph.Node;

/** A function without parameters as a layer: its kind, how it is written, and what it computes. */
record Activation(String kind, String text, UnaryOperator<Node> function) implements Layer {
  Activation {
    Scope.checkName(kind);
  }

  Activation(String kind, UnaryOperator<Node> function) {
    this(kind, kind + "()", function);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    return function.apply(x);
  }

  @Override
  public String toString() {
    return text;
  }
}
