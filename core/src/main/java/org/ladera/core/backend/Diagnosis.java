package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Says why a value is not finite: computes every node on the way to it once more on the reference
 * backend, and names the first that is not finite while its inputs are.
 */
final class Diagnosis {
  private Diagnosis() {}

  static NonFiniteException explain(
      NonFiniteException failure, Computation computation, List<INDArray> inputs) {
    List<Node> nodes =
        Graphs.topological(List.of(failure.check().node())).stream()
            .filter(node -> node.dtype().isFloating())
            .toList();
    Computation all =
        new Computation(computation.name(), computation.inputs(), nodes, List.of(), List.of());
    try (Executable executable = Backends.named("reference").compile(all)) {
      List<INDArray> values = executable.run(inputs);
      Map<Node, HostArray> known = new IdentityHashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        HostArray value = HostArray.copyOf(values.get(i));
        known.put(nodes.get(i), value);
        if (!value.allFinite()) {
          return failure.surrounded("", "; " + describe(nodes.get(i), known));
        }
      }
    }
    return failure.surrounded(
        "", "; every node is finite in float64, so it overflows in " + failure.check().node().dtype().label());
  }

  private static String describe(Node node, Map<Node, HostArray> known) {
    String where = node.origin().describe();
    if (node.inputs().isEmpty()) {
      return "already the value of \"" + node.name() + "\" is not finite";
    }
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      @Nullable HostArray input = known.get(node.input(i));
      if (input != null && input.type().shape().size() > 0) {
        ranges.add(range(role(node, i), input.toDoubles()));
      }
    }
    return "first non-finite node: "
        + node.op().name()
        + "("
        + roles(node)
        + ")"
        + (where.isEmpty() || !where.startsWith("in") ? "" : " " + where.split(", built", 2)[0])
        + (ranges.isEmpty() ? "" : " with " + String.join(", ", ranges))
        + (where.contains("built at") ? ", built" + where.split("built", 2)[1] : "");
  }

  private static String role(Node node, int index) {
    return node.inputs().size() == 1 ? "x" : String.valueOf((char) ('a' + index));
  }

  private static String roles(Node node) {
    List<String> roles = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      roles.add(role(node, i));
    }
    return roles.stream().collect(Collectors.joining(", "));
  }

  private static String range(String role, double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low == high
        ? role + " = " + low
        : "min(" + role + ") = " + low + ", max(" + role + ") = " + high;
  }
}
