package org.ladera.core.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Nodes as text: one alone, bounded, or a whole graph with a line for each node. */
final class GraphText {
  private GraphText() {}

  /** The node alone, such as {@code multiply(f32[3], f32[3] "w") -> f32[3]}. */
  static String line(Node node) {
    String operands =
        node.inputs().stream().limit(4).map(GraphText::operand).collect(Collectors.joining(", "));
    String more = node.inputs().size() > 4 ? ", ..." : "";
    String what =
        node.inputs().isEmpty() ? leaf(node) : call(node.op()) + "(" + operands + more + ")";
    return what + " -> " + node.type();
  }

  private static String operand(Node node) {
    return node.name() == null ? node.type().toString() : node.type() + " \"" + node.name() + '"';
  }

  private static String leaf(Node node) {
    return switch (node.op()) {
      case Literal literal -> Double.toString(literal.value());
      case Constant constant -> "constant";
      case Input input -> "input \"" + input.label() + '"';
      case ReadVariable read -> "variable \"" + node.name() + '"';
      default -> call(node.op());
    };
  }

  /** The op with its attributes, as a record prints them. */
  private static String call(Op op) {
    if (op instanceof CustomGradient custom) {
      return Names.decapitalized(simpleName(custom.pullback()));
    }
    String text = op.toString();
    int open = text.indexOf('[');
    boolean plain = open < 0 || text.endsWith("[]");
    return plain ? op.name() : op.name() + text.substring(open);
  }

  private static String simpleName(Pullback pullback) {
    String name = pullback.getClass().getSimpleName();
    return name.contains("$") ? "customGradient" : name;
  }

  /** Every node that this one reaches, numbered, inputs first. */
  static String of(Node root) {
    List<Node> order = Graphs.topological(List.of(root));
    IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Node node : order) {
      numbers.put(node, numbers.size());
      String operands =
          node.inputs().stream()
              .map(input -> "%" + numbers.get(input))
              .collect(Collectors.joining(", "));
      String what = node.inputs().isEmpty() ? leaf(node) : call(node.op()) + "(" + operands + ")";
      String where = node.origin().describe();
      text.append('%').append(numbers.get(node)).append(": ").append(node.type());
      text.append(" = ").append(what);
      if (!where.isEmpty() && !node.inputs().isEmpty()) {
        text.append("    ").append(where);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
