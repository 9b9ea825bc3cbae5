package org.ladera.autograd.nn;

import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.type.ShapeException;

/** What layers and models say of inputs that they cannot take. */
final class Features {
  private Features() {}

  /** The size of the last axis, where an input must have that and enough others. */
  static int of(String layer, int rank, String wanted, Scope scope, Node x) {
    if (x.shape().rank() < rank) {
      throw error(layer, "the input must be " + wanted, x.type().toString(), scope);
    }
    return x.shape().last();
  }

  static ShapeException error(String layer, String rule, String given, Scope scope) {
    String where = scope.path().isEmpty() ? "" : " in \"" + scope.path() + "\"";
    return new ShapeException(layer, rule, given + where);
  }

  static void checkCount(List<String> names, int given) {
    int count = names.size();
    if (given != count) {
      throw new IllegalArgumentException(
          "Model: there "
              + (count == 1 ? "is 1 input " : "are " + count + " inputs ")
              + names
              + ", got "
              + given);
    }
  }
}
