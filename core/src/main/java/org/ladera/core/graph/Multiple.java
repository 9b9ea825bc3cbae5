package org.ladera.core.graph;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;

/**
 * A value times or divided by a positive number of a formula, as a mean is a sum.
 *
 * @param product the node of the product or quotient
 * @param position which input the value is
 * @param factor the number, or what is divided by it
 */
record Multiple(Node product, int position, double factor) {
  /** Null if the node is something else. */
  static @Nullable Multiple of(Node x) {
    if (x.op() instanceof Divide && isFactor(x, 1)) {
      return new Multiple(x, 0, Logarithm.number(x.input(1)));
    }
    if (!(x.op() instanceof Multiply)) {
      return null;
    }
    int place = isFactor(x, 1) ? 1 : 0;
    return isFactor(x, place) ? new Multiple(x, 1 - place, Logarithm.number(x.input(place))) : null;
  }

  private static boolean isFactor(Node x, int position) {
    double number = Logarithm.number(x.input(position));
    double rounded = x.dtype() == DType.FLOAT32 ? (float) number : number;
    return rounded > 0 && rounded < Double.POSITIVE_INFINITY;
  }

  private Node value() {
    return product.input(position);
  }

  private Node with(Node value) {
    Node other = product.input(1 - position);
    return position == 0
        ? Ops.build(product.op(), value, other)
        : Ops.build(product.op(), other, value);
  }

  /**
   * The logarithm of this, or null if the value has none that is stable. A sum is divided before
   * its logarithm is taken, for the logarithm of a mean near 1 is not the difference of two large
   * ones.
   *
   * @param stable the stable logarithm of a value, or null
   */
  @Nullable Node logarithm(Function<Node, @Nullable Node> stable) {
    if (value().op() instanceof Sum sum) {
      return Exponentials.logarithmOfSum(value(), sum.axes(), this::with);
    }
    Node logarithm = stable.apply(value());
    if (logarithm == null) {
      return null;
    }
    double distance = Math.log(factor);
    return product.op() instanceof Divide ? logarithm.minus(distance) : logarithm.plus(distance);
  }
}
