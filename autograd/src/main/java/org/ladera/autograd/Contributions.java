package org.ladera.autograd;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pad;

/**
 * Adds up what the users of a node give to its gradient. What the gradients of slices give is put
 * together where the slices cover the node without meeting, instead of filled up with zeros and
 * added.
 */
final class Contributions {
  private final List<Node> all = new ArrayList<>(1);

  void add(Node contribution) {
    all.add(contribution);
  }

  Node sum() {
    List<Node> terms = all.size() > 1 ? joined(all) : all;
    Node sum = terms.getFirst();
    for (Node term : terms.subList(1, terms.size())) {
      sum = sum.plus(term);
    }
    return sum;
  }

  /** The terms, those that are parts of the whole as one. */
  private static List<Node> joined(List<Node> terms) {
    List<Node> parts = new ArrayList<>();
    List<Node> others = new ArrayList<>();
    int axis = -1;
    for (Node term : terms) {
      int padded = paddedAxis(term);
      boolean isPart = padded >= 0 && (axis < 0 || axis == padded);
      axis = isPart ? padded : axis;
      (isPart ? parts : others).add(term);
    }
    if (parts.size() < 2) {
      return terms;
    }
    int along = axis;
    parts.sort(Comparator.comparingInt(part -> pad(part).low().get(along)));
    int end = 0;
    for (Node part : parts) {
      if (pad(part).low().get(along) != end) {
        return terms;
      }
      end += part.input(0).shape().get(along);
    }
    if (end != parts.getFirst().shape().get(along)) {
      return terms;
    }
    Node[] inner = parts.stream().map(part -> part.input(0)).toArray(Node[]::new);
    List<Node> sum = new ArrayList<>();
    sum.add(Ops.concat(along, inner));
    sum.addAll(others);
    return sum;
  }

  /** The only axis along which a pad adds zeros, all of them outside; -1 if there is none. */
  private static int paddedAxis(Node node) {
    if (!(node.op() instanceof Pad pad) || !isZero(pad.interior())) {
      return -1;
    }
    int padded = -1;
    for (int axis = 0; axis < pad.low().length(); axis++) {
      if (pad.low().get(axis) + pad.high().get(axis) > 0) {
        if (padded >= 0) {
          return -1;
        }
        padded = axis;
      }
    }
    return padded;
  }

  private static boolean isZero(ImmutableIntArray counts) {
    return counts.stream().allMatch(count -> count == 0);
  }

  private static Pad pad(Node node) {
    if (node.op() instanceof Pad pad) {
      return pad;
    }
    throw new IllegalStateException(node + " is no pad");
  }
}
