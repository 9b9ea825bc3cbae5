package org.ladera.core.graph;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ladera.core.type.ShapeException;

/** How ops and operands are called in texts and errors. */
final class Names {
  private Names() {}

  static String decapitalized(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * An error that shows every operand's type in order, and the names that the user gave to them.
   */
  static ShapeException error(
      String operation, String rule, String separator, List<String> roles, List<Node> operands) {
    return new ShapeException(operation, rule, describe(separator, roles, operands));
  }

  static String describe(String separator, List<String> roles, List<Node> operands) {
    String types =
        operands.stream()
            .map(node -> node.type().toString())
            .collect(Collectors.joining(separator));
    String names =
        IntStream.range(0, operands.size())
            .filter(i -> operands.get(i).name() != null)
            .mapToObj(i -> roles.get(i % roles.size()) + ": \"" + operands.get(i).name() + '"')
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? types : types + " (" + names + ")";
  }
}
