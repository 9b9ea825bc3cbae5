package org.ladera.autograd.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ladera.core.graph.Node;
import org.ladera.core.type.ShapeException;

/** How losses and their operands are called in errors. */
final class LossNames {
  private LossNames() {}

  /** The class name from a small letter on; a lambda or an anonymous class is just a loss. */
  static String of(Class<?> type) {
    String name = type.getSimpleName();
    return name.isEmpty() || type.isHidden()
        ? "loss"
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** An error that shows prediction and target, and the names that the user gave to them. */
  static ShapeException error(String loss, String rule, Node prediction, Node target, String hint) {
    List<String> names = new ArrayList<>();
    addName(names, "prediction", prediction);
    addName(names, "target", target);
    String given = prediction.type() + " and " + target.type();
    String named = names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    return new ShapeException(loss, rule, given + named + hint);
  }

  private static void addName(List<String> names, String role, Node node) {
    if (node.name() != null) {
      names.add(role + ": \"" + node.name() + '"');
    }
  }

  /** What to reshape where two shapes differ by axes of size 1 alone, such as [b, 1] and [b]. */
  static String reshapeHint(Node prediction, Node target) {
    if (prediction.shape().size() != target.shape().size()) {
      return "";
    }
    boolean larger = prediction.shape().rank() > target.shape().rank();
    String sizes = (larger ? target : prediction).shape().toString();
    return "; use "
        + (larger ? "prediction" : "target")
        + ".reshape("
        + sizes.substring(1, sizes.length() - 1)
        + ")";
  }
}
