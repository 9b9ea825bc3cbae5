package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.cos;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.lessOrEqual;
import static org.ladera.core.graph.Ops.select;
import static org.ladera.core.graph.Ops.sin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pullback;

/** Functions of numbers, entry by entry, that no primitive is. */
public final class Elementary {
  private Elementary() {}

  /**
   * {@return the tangent}
   *
   * @param x radians
   */
  public static Node tan(Node x) {
    return sin(x).dividedBy(cos(x));
  }

  /**
   * {@return x, cut off at two bounds; slope 0 at and beyond them. NaN stays NaN}
   *
   * @param x numbers
   * @param low the lower bound
   * @param high the upper bound
   * @throws IllegalArgumentException if the lower bound is above the upper one, or one is NaN
   */
  public static Node clip(Node x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip: low must not be above high, got " + low + " and " + high);
    }
    Node lowest = constant(low);
    Node highest = constant(high);
    Node cut = select(lessOrEqual(highest, x), highest, x);
    return select(lessOrEqual(x, lowest), lowest, cut);
  }

  /**
   * {@return x log y, where 0 log 0 is 0: where x is 0 and y is not positive, the value and the
   * derivatives of every order are 0. Like {@link Ops#log} it looks through a sigmoid or a softmax}
   *
   * @param x the factor
   * @param y what the logarithm is taken of
   */
  public static Node xlogy(Node x, Node y) {
    Node log = Ops.log(y);
    Node zero = constant(0);
    Node absent = equal(x, zero);
    boolean plain = log.op() instanceof Log && log.input(0) == y;
    if (!plain) {
      Node lost = equal(log, constant(Double.NEGATIVE_INFINITY));
      return x.times(select(Ops.and(absent, lost), zero, log));
    }
    Node lost = lessOrEqual(y, zero);
    return x.times(Ops.log(select(Ops.and(absent, lost), constant(1), y)));
  }

  /**
   * {@return log cosh x, which neither overflows nor cancels}
   *
   * @param x floating numbers
   */
  public static Node logCosh(Node x) {
    Node distance = Ops.abs(x);
    Node rest = Ops.log1p(Ops.expm1(distance.times(-2)).times(0.5));
    return Ops.customGradient(distance.plus(rest), new LogCosh(), x);
  }

  /** The slope on paper: that of the composition is the same, but stays 0 at 0 to every order. */
  private record LogCosh() implements Pullback {
    @Override
    public List<@Nullable Node> pull(Node result, List<Node> arguments, Node gradient) {
      return List.of(gradient.times(Ops.tanh(arguments.getFirst())));
    }
  }
}
