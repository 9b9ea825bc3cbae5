package org.ladera.core.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Says why a value is not finite: computes every node on the way to it once more on the reference
 * backend, and names the one on that way that is not finite while its inputs are.
 */
final class Diagnosis {
  private Diagnosis() {}

  static NonFiniteException explain(
      NonFiniteException failure, Computation computation, List<INDArray> inputs) {
    if (failure.isUpdated()) {
      return failure.surrounded(
          "",
          "; variables were updated in place before that was seen; with -Dladera.watch=true they"
              + " keep their values, and the node is named");
    }
    List<Node> nodes =
        Graphs.topological(List.of(failure.check().node())).stream()
            .filter(node -> node.dtype().isFloating())
            .toList();
    Computation all =
        new Computation(computation.name(), computation.inputs(), nodes, List.of(), List.of());
    try (Executable executable = Backends.named("reference").compile(all)) {
      List<INDArray> values = executable.run(inputs);
      IdentityHashMap<Node, HostArray> known = new IdentityHashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        known.put(nodes.get(i), HostArray.copyOf(values.get(i)));
      }
      Node failed = failure.check().node();
      @Nullable Node first = isFinite(failed, known) ? null : failed;
      for (Node next = first; next != null; next = nonFiniteInput(next, known)) {
        first = next;
      }
      return failure.surrounded(
          "", "; " + (first == null ? overflow(failed) : describe(first, known)));
    }
  }

  private static String overflow(Node failed) {
    return "with sums in float64 every node is finite, so it overflows in "
        + failed.dtype().label();
  }

  private static boolean isFinite(Node node, IdentityHashMap<Node, HostArray> known) {
    @Nullable HostArray value = known.get(node);
    return value == null || value.allFinite();
  }

  /** Where to look further back. An infinity may be meant, as in a mask; a NaN never is. */
  private static @Nullable Node nonFiniteInput(Node node, IdentityHashMap<Node, HostArray> known) {
    @Nullable Node infinite = null;
    for (Node input : node.inputs()) {
      if (hasNaN(input, known)) {
        return input;
      }
      if (infinite == null && !isFinite(input, known)) {
        infinite = input;
      }
    }
    return infinite;
  }

  private static boolean hasNaN(Node node, IdentityHashMap<Node, HostArray> known) {
    @Nullable HostArray value = known.get(node);
    return value != null && Arrays.stream(value.toDoubles()).anyMatch(Double::isNaN);
  }

  private static String describe(Node node, IdentityHashMap<Node, HostArray> known) {
    if (node.inputs().isEmpty()) {
      return node.name() == null
          ? "already a constant of the formula is not finite"
          : "already the value of \"" + node.name() + "\" is not finite";
    }
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      @Nullable HostArray input = known.get(node.input(i));
      if (input != null && input.type().shape().size() > 0) {
        ranges.add(range(role(node, i), input.toDoubles()));
      }
    }
    String region = node.origin().region();
    @Nullable StackTraceElement line = node.origin().line();
    return "first non-finite node: "
        + node.op().name()
        + "("
        + roles(node)
        + ")"
        + (region.isEmpty() ? "" : " in \"" + region + "\"")
        + (ranges.isEmpty() ? "" : " with " + String.join(", ", ranges))
        + (line == null ? "" : ", built at " + line.getFileName() + ":" + line.getLineNumber());
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
