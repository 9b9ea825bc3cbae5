package org.ladera.core.fn;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pullback;

/**
 * The mean squared distance from the mean along axes. Its gradient is 2 (x - mean) / n: what flows
 * through the mean is the sum of all distances from it, which is 0, so that it need not be summed.
 */
record Variance(ImmutableIntArray axes) implements Pullback {
  static Node of(Node x, ImmutableIntArray axes) {
    Node result = centered(x, axes).square().mean(axes.toArray());
    return Ops.customGradient(result, new Variance(axes), x);
  }

  private static Node centered(Node x, ImmutableIntArray axes) {
    return x.minus(Softmax.kept(x.mean(axes.toArray()), x, axes));
  }

  @Override
  public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
    Node x = arguments.getFirst();
    double entries = 1;
    for (int axis : axes.asList()) {
      entries *= x.shape().get(axis);
    }
    Node scaled = gradient.times(2 / entries);
    return List.of(centered(x, axes).times(Softmax.kept(scaled, x, axes)));
  }
}
