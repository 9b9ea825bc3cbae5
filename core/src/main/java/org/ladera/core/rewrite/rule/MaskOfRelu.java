package org.ladera.core.rewrite.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sum;

/**
 * Where h is {@code select(x <= 0, 0, x)} and kept in memory anyway, what else asks {@code x <= 0}
 * asks {@code h <= 0}, so that x need not be kept: a relu before a matrix product, and its
 * gradient. The same for any comparison with a number that the other branch answers alike, and for
 * the leaky relu. NaN is as it was: neither x nor h is at most 0.
 */
final class MaskOfRelu implements Rule {
  /** For a comparison, the select that answers it too. */
  private final Map<Node, Node> selects = new IdentityHashMap<>();

  private MaskOfRelu(List<Node> order, List<Node> results) {
    Set<Node> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    results.forEach(result -> keep(result, kept));
    for (Node node : order) {
      if (!canFuse(node.op())) {
        node.inputs().forEach(input -> keep(input, kept));
      }
    }
    for (Node node : order) {
      @Nullable Node x = compared(node);
      if (x != null && !x.inputs().isEmpty() && kept.contains(node) && !kept.contains(x)) {
        selects.putIfAbsent(node.input(0), node);
      }
    }
  }

  /** The rule for one graph, or null if there is nothing to do. */
  static @Nullable Rule in(List<Node> order, List<Node> results) {
    if (order.stream().noneMatch(node -> compared(node) != null)) {
      return null;
    }
    MaskOfRelu rule = new MaskOfRelu(order, results);
    return rule.selects.isEmpty() ? null : rule;
  }

  /** Whether the op may become part of a loop, which need not find its inputs in memory. */
  private static boolean canFuse(Op op) {
    return op instanceof Elementwise
        || op instanceof Sum
        || op instanceof Max
        || op instanceof Min
        || isView(op);
  }

  private static boolean isView(Op op) {
    return op instanceof Reshape || op instanceof Permute || op instanceof Broadcast;
  }

  private static void keep(Node node, Set<Node> kept) {
    Node source = node;
    while (kept.add(source) && isView(source.op())) {
      source = source.input(0);
    }
  }

  /** The x of a select of x and another value that answers the comparison of x, or null. */
  private static @Nullable Node compared(Node select) {
    if (!(select.op() instanceof Select)) {
      return null;
    }
    Node comparison = select.input(0);
    if (!(comparison.op() instanceof Less || comparison.op() instanceof LessEqual)) {
      return null;
    }
    for (int side = 0; side < 2; side++) {
      Double threshold = Rewrites.known(comparison.input(1 - side));
      Node x = comparison.input(side);
      for (int branch = 1; branch < 3 && threshold != null; branch++) {
        if (select.input(branch) == x
            && answers(
                comparison.op(), side, threshold, x, select.input(3 - branch), branch == 2)) {
          return x;
        }
      }
    }
    return null;
  }

  /** Whether the comparison of a value in the place of x gives a wanted truth whenever x does. */
  private static boolean answers(
      Op comparison, int side, double threshold, Node x, Node value, boolean truth) {
    Double number = Rewrites.known(value);
    if (number != null) {
      double left = side == 0 ? number : threshold;
      double right = side == 0 ? threshold : number;
      return truth == (comparison instanceof Less ? left < right : left <= right);
    }
    // Scaled down, a number below zero may become -0: it is still at most 0, but not below.
    boolean isAtMost = side == 0 ? comparison instanceof LessEqual : comparison instanceof Less;
    return threshold == 0 && isAtMost && truth == (side == 0) && isScaled(value, x);
  }

  private static boolean isScaled(Node value, Node x) {
    if (!(value.op() instanceof Multiply)) {
      return false;
    }
    int side = value.input(0) == x ? 1 : 0;
    Double factor = Rewrites.known(value.input(side));
    return value.input(1 - side) == x && factor != null && factor > 0 && Double.isFinite(factor);
  }

  @Override
  public @Nullable Node apply(Node node) {
    @Nullable List<Node> inputs = null;
    for (int i = 0; i < node.inputs().size(); i++) {
      Node comparison = node.input(i);
      @Nullable Node select = selects.get(comparison);
      if (select != null && compared(node) == null) {
        inputs = inputs == null ? new ArrayList<>(node.inputs()) : inputs;
        inputs.set(i, comparisonOf(select, comparison));
      }
    }
    return inputs == null ? null : Rewrites.in(node, node.op(), inputs);
  }

  private static Node comparisonOf(Node select, Node comparison) {
    @Nullable Node x = compared(select);
    List<Node> inputs =
        comparison.inputs().stream().map(input -> input == x ? select : input).toList();
    return Rewrites.in(comparison, comparison.op(), inputs);
  }
}
