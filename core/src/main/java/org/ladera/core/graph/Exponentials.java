package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.Shapes;

/** Stabilizes logarithms of written sums of exponentials, and of shares of such. */
final class Exponentials {
  /** How many additions of one formula are looked at: enough for code that people write. */
  private static final int ADDITIONS = 16;

  private Exponentials() {}

  /**
   * log Σ e^u, stabilized, or null if the sum is another one. A sum whose exponents are differences
   * from their largest is stable as it stands.
   *
   * @param sum a node of a sum
   * @param multiple what multiple of the sum is meant, by a positive number
   */
  static @Nullable Node logarithmOfSum(
      Node sum, ImmutableIntArray axes, UnaryOperator<Node> multiple) {
    Node u = exponent(sum.input(0));
    return u == null || isShifted(u, axes) || !hasEntries(u, axes)
        ? null
        : LogSumExp.of(u, axes, multiple);
  }

  /**
   * log(e^a + e^b + ...), stabilized, one of the terms perhaps 1, or null if the sum is another
   * one. Terms whose exponents are differences from the larger are stable as they stand.
   *
   * @param sum a node of an addition
   * @param depth how far to look
   */
  static @Nullable Node logarithmOfAddition(Node sum, int depth) {
    boolean isOnePlus = false;
    List<Node> logarithms = new ArrayList<>();
    for (Node term : terms(sum)) {
      if (!isOnePlus && Logarithm.isOne(term)) {
        isOnePlus = true;
      } else {
        // A value that is used twice is written out twice, so half as far.
        Node logarithm = logarithm(term, depth / 2);
        if (logarithm == null) {
          return null;
        }
        logarithms.add(logarithm);
      }
    }
    if (logarithms.isEmpty() || (!isOnePlus && areShifted(logarithms))) {
      return null;
    }
    Node result = logarithms.getFirst();
    for (Node next : logarithms.subList(1, logarithms.size())) {
      result = LogAddExp.of(result, next);
    }
    return isOnePlus ? Ops.softplus(result) : result;
  }

  /** What is added up, from left to right; nothing if it is too much. */
  private static List<Node> terms(Node sum) {
    List<Node> terms = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(sum));
    int additions = 0;
    while (!open.isEmpty()) {
      Node next = open.pop();
      if (!(next.op() instanceof Add)) {
        terms.add(next);
        continue;
      }
      additions++;
      if (additions > ADDITIONS) {
        return List.of();
      }
      open.push(next.input(1));
      open.push(next.input(0));
    }
    return terms;
  }

  /** log x, stabilized, if x is exponentials, added up, times positive numbers; else null. */
  private static @Nullable Node logarithm(Node x, int depth) {
    if (depth == 0) {
      return null;
    }
    Multiple multiple = Multiple.of(x);
    if (multiple != null) {
      return multiple.logarithm(each -> logarithm(each, depth - 1));
    }
    return switch (x.op()) {
      case Exp exp -> x.input(0);
      case Add add -> logarithmOfAddition(x, depth);
      case Sum sum -> logarithmOfSum(x, sum.axes(), total -> total);
      default ->
          Logarithm.isView(x.op()) ? Logarithm.viewed(x, logarithm(x.input(0), depth - 1)) : null;
    };
  }

  /** Whether values are what others exceed the larger of them by. */
  private static boolean areShifted(List<Node> values) {
    Node first = values.getFirst();
    if (!values.stream().allMatch(each -> each.op() instanceof Subtract)) {
      return false;
    }
    Node shift = first.input(1);
    Node source = shift;
    while (source.op() instanceof Broadcast || source.op() instanceof StopGradient) {
      source = source.input(0);
    }
    return source.op() instanceof Maximum
        && values.stream().allMatch(each -> each.input(1) == shift);
  }

  /**
   * log(e^u / d), stabilized, where d is Σ e^u or 1 + e^u; null if the quotient is another one.
   *
   * @param quotient a node of a division
   */
  static @Nullable Node logarithmOfShare(Node quotient) {
    Node u = exponent(quotient.input(0));
    if (u == null) {
      return null;
    }
    Node divisor = quotient.input(1);
    if (divisor.op() instanceof Add) {
      boolean isOne = Logarithm.isOne(divisor.input(0));
      Node other = divisor.input(isOne ? 1 : 0);
      boolean logistic = (isOne || Logarithm.isOne(divisor.input(1))) && isExponential(other, u);
      return logistic ? Ops.softplus(u.negate()).negate() : null;
    }
    Node repeated = divisor.op() instanceof Broadcast ? divisor.input(0) : divisor;
    Node sum = repeated.op() instanceof Reshape ? repeated.input(0) : repeated;
    if (!(sum.op() instanceof Sum summed
        && isExponential(sum.input(0), u)
        && hasEntries(u, summed.axes())
        && isAlongside(repeated.shape(), u.shape(), summed.axes()))) {
      return null;
    }
    return isShifted(u, summed.axes())
        ? u.minus(Ops.build(new Log(), repeated))
        : LogSumExp.share(u, summed.axes());
  }

  private static @Nullable Node exponent(Node x) {
    return x.op() instanceof Exp ? x.input(0) : null;
  }

  private static boolean isExponential(Node x, Node exponent) {
    return x.op() instanceof Exp && x.input(0) == exponent;
  }

  private static boolean hasEntries(Node x, ImmutableIntArray axes) {
    return !axes.isEmpty() && axes.stream().allMatch(axis -> x.shape().get(axis) > 0);
  }

  /** Whether a sum of this shape stands, when repeated, beside the entries that it adds up. */
  private static boolean isAlongside(Shape sum, Shape entries, ImmutableIntArray axes) {
    boolean leading = axes.get(axes.length() - 1) == axes.length() - 1;
    return sum.equals(Shapes.kept(entries, axes))
        || (leading && sum.equals(Shapes.without(entries, axes)));
  }

  /** Whether a value is y minus the largest of y along axes. */
  private static boolean isShifted(Node u, ImmutableIntArray axes) {
    if (!(u.op() instanceof Subtract)) {
      return false;
    }
    Node shift = u.input(1);
    while (shift.op() instanceof Broadcast
        || shift.op() instanceof Reshape
        || shift.op() instanceof StopGradient
        || shift.op() instanceof Select) {
      shift = shift.input(shift.op() instanceof Select ? 1 : 0);
    }
    return shift.op() instanceof Max max && max.axes().equals(axes) && shift.input(0) == u.input(0);
  }
}
