package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * log(e^a + e^b) as the larger plus log(1 + e^-d), d the distance of the two, 0 where both are the
 * same infinity. The gradient is that on paper, sigmoid(a - b) and sigmoid(b - a).
 */
record LogAddExp() implements Pullback {
  static Node of(Node a, Node b) {
    Node distance = Ops.abs(difference(a, b));
    Node rest = Ops.build(new Log1p(), Ops.exp(distance.negate()));
    return Ops.customGradient(Ops.max(a, b).plus(rest), new LogAddExp(), a, b);
  }

  private static Node difference(Node a, Node b) {
    Node isInfinite = Ops.equal(Ops.abs(a), Ops.constant(Double.POSITIVE_INFINITY));
    Node isSame = Ops.and(isInfinite, Ops.equal(a, b));
    return Ops.select(isSame, Ops.constant(0), a.minus(b));
  }

  @Override
  public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
    Node difference = difference(arguments.get(0), arguments.get(1));
    return List.of(
        gradient.times(Ops.sigmoid(difference)), gradient.times(Ops.sigmoid(difference.negate())));
  }
}
