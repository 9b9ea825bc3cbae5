package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Sum;
import org.ladera.core.type.DType;

/**
 * x / 2ᵏ is x · 2⁻ᵏ, where 2⁻ᵏ is a normal number: both round the same number once. Not where x is
 * a sum: there is little of it, and means over batches of 128 and 96 examples have the same code.
 */
record DivideByPowerOfTwo() implements Rule {
  @Override
  public @Nullable Node apply(Node node) {
    if (!(node.op() instanceof Divide) || node.input(0).op() instanceof Sum) {
      return null;
    }
    Double divisor = Rewrites.known(node.input(1));
    if (divisor == null || !hasExactReciprocal(divisor, node.dtype())) {
      return null;
    }
    Node reciprocal = Rewrites.number(node, 1 / divisor, node.type());
    return Rewrites.in(
        node, new Multiply(), node.input(0), Rewrites.repeat(node, reciprocal, node.shape()));
  }

  private static boolean hasExactReciprocal(double divisor, DType dtype) {
    double reciprocal = 1 / divisor;
    int exponent = Math.getExponent(reciprocal);
    boolean isNormal =
        dtype == DType.FLOAT32
            ? exponent >= Float.MIN_EXPONENT && exponent <= Float.MAX_EXPONENT
            : exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT;
    return isNormal && isPowerOfTwo(reciprocal) && 1 / reciprocal == divisor;
  }

  private static boolean isPowerOfTwo(double normal) {
    return Math.scalb(Math.abs(normal), -Math.getExponent(normal)) == 1;
  }
}
