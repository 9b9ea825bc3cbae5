package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.ladera.core.type.Shapes;

/** Stabilizes logarithms of written sums of exponentials, and of shares of such. */
final class Exponentials {
  private Exponentials() {}

  /**
   * log Σ e^u, stabilized, or null if the sum is another one. A sum whose exponents are differences
   * from their largest is stable as it stands.
   */
  static @Nullable Node logarithmOfSum(Node sum, ImmutableIntArray axes) {
    Node u = exponent(sum.input(0));
    return u == null || isShifted(u, axes) || !hasEntries(u, axes) ? null : LogSumExp.of(u, axes);
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
